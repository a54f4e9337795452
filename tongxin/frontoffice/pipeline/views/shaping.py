"""Settings: the ways of selling, their stages, what they ask for, and reasons of a loss."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pipeline.actions import (
    StageNotEmpty,
    add_pipeline,
    change_pipeline,
    retire_stage,
    save_reason,
    save_stage,
    set_evidence,
)
from tongxin.frontoffice.pipeline.forms.shaping import (
    PipelineForm,
    ReasonForm,
    RetireForm,
    StageForm,
    reason_initial,
    stage_initial,
)
from tongxin.frontoffice.pipeline.models import LostReason, Pipeline, Stage
from tongxin.frontoffice.pipeline.queries.shapes import shapes


def _crumbs(title: str) -> list[dict[str, str]]:
    first = (
        (_("Settings"), reverse("settings")),
        (_("Pipelines"), reverse("pipeline_settings") if title else ""),
    )
    return [{"title": name, "url": url} for name, url in (*first, *([(title, "")] if title else []))]


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@door(administrators)
def pipelines(request: HttpRequest) -> HttpResponse:
    """All ways of selling with their stages, and the reasons of a loss."""
    reasons = LostReason.objects.order_by("retired_at", "place", "id")
    return render(request, "pipeline/shapes.html", {"shapes": shapes(), "reasons": reasons, "crumbs": _crumbs("")})


def _page(
    request: HttpRequest, title: str, form: PipelineForm | StageForm | ReasonForm, **more: object
) -> HttpResponse:
    context = {"title": title, "form": form, "crumbs": _crumbs(title), **more}
    return render(request, "pipeline/shape_form.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, name: str) -> HttpResponse:
    messages.success(request, _("“%(name)s” is saved.") % {"name": name})
    return redirect("pipeline_settings")


@door(administrators, methods=("GET", "POST"))
def new_pipeline(request: HttpRequest) -> HttpResponse:
    """A further way of selling."""
    form = PipelineForm(_typed(request), is_new=True)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, add_pipeline(by=me(request), name=form.cleaned_data["name"]).called)
        except ValidationError as error:
            refuse(form, error)
    return _page(request, _("New pipeline"), form)


@door(administrators, methods=("GET", "POST"))
def pipeline_setting(request: HttpRequest, pipeline_id: int) -> HttpResponse:
    """Its name, and whether it is in use."""
    found = get_object_or_404(Pipeline, pk=pipeline_id)
    form = PipelineForm(_typed(request), initial={"name": found.called, "is_in_use": found.retired_at is None})
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, change_pipeline(by=me(request), pipeline=found, **form.cleaned_data).called)
        except ValidationError as error:
            refuse(form, error)
    return _page(request, found.called, form)


@door(administrators, methods=("GET", "POST"))
def new_stage(request: HttpRequest, pipeline_id: int) -> HttpResponse:
    """A further stage, at the end."""
    pipeline = get_object_or_404(Pipeline, pk=pipeline_id)
    count = pipeline.stages.filter(retired_at=None).count()
    form = StageForm(_typed(request), count=count + 1, initial={"place": count + 1, "days": 14})
    return _stage(request, pipeline, None, form, _("New stage"))


@door(administrators, methods=("GET", "POST"))
def stage_setting(request: HttpRequest, stage_id: int) -> HttpResponse:
    """Name, chance, usual days, place, and what it asks for at its end."""
    stage = get_object_or_404(Stage.objects.select_related("pipeline"), pk=stage_id, retired_at=None)
    count = stage.pipeline.stages.filter(retired_at=None).count()
    form = StageForm(_typed(request), count=count, initial=stage_initial(stage))
    return _stage(request, stage.pipeline, stage, form, stage.called)


def _stage(request: HttpRequest, pipeline: Pipeline, stage: Stage | None, form: StageForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_stage(by=me(request), pipeline=pipeline, stage=stage, **form.facts())
            if stage is None or {"holding", "asked"} & set(form.changed_data):
                set_evidence(by=me(request), stage=saved, lines=form.evidence())
            return _done(request, saved.called)
        except ValidationError as error:
            refuse(form, error)
    return _page(request, title, form, stage=stage)


@door(administrators, methods=("GET", "POST"))
def stage_retirement(request: HttpRequest, stage_id: int) -> HttpResponse:
    """Out of use; open deals in it go where one says."""
    stage = get_object_or_404(Stage.objects.select_related("pipeline"), pk=stage_id, retired_at=None)
    form = RetireForm(_typed(request), stage=stage)
    if request.method == "POST" and form.is_valid():
        try:
            moved = retire_stage(by=me(request), stage=stage, into=form.cleaned_data["into"])
        except StageNotEmpty as error:
            form.add_error("into", error)
        except ValidationError as error:
            refuse(form, error)
        else:
            words = {"name": stage.called, "n": moved}
            messages.success(request, _("“%(name)s” is out of use; deals moved: %(n)d.") % words)
            return redirect("pipeline_settings")
    title = _("Take “%(name)s” out of use") % {"name": stage.called}
    context = {"title": title, "form": form, "crumbs": _crumbs(title), "retires": True}
    return render(request, "pipeline/shape_form.html", context, status=422 if form.errors else 200)


@door(administrators, methods=("GET", "POST"))
def new_reason(request: HttpRequest) -> HttpResponse:
    """A further reason of a loss."""
    return _reason(request, None, _("New reason"))


@door(administrators, methods=("GET", "POST"))
def reason_setting(request: HttpRequest, reason_id: int) -> HttpResponse:
    """Its words, whether it asks who won, and whether it is in use."""
    found = get_object_or_404(LostReason, pk=reason_id)
    return _reason(request, found, found.called)


def _reason(request: HttpRequest, found: LostReason | None, title: str) -> HttpResponse:
    form = ReasonForm(_typed(request), is_new=found is None, initial=reason_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, save_reason(by=me(request), reason=found, **form.cleaned_data).called)
        except ValidationError as error:
            refuse(form, error)
    return _page(request, title, form)
