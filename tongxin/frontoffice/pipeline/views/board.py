"""The board: how far everything has come, and moving it."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pipeline.actions import ask_gate, move_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity, Pipeline, Stage
from tongxin.frontoffice.pipeline.policies import can_open
from tongxin.frontoffice.pipeline.queries import head_of, lane_page, lanes_of, stage_sums
from tongxin.frontoffice.pipeline.queries.lanes import AT_ONCE
from tongxin.frontoffice.pipeline.views.answering import said, seen


def _chosen(request: HttpRequest, pipelines: list[Pipeline]) -> Pipeline | None:
    wanted = request.GET.get("in", "")
    return next((one for one in pipelines if str(one.pk) == wanted), next(iter(pipelines), None))


@door(signed_in)
def board(request: HttpRequest) -> HttpResponse:
    """One pipeline: a lane for each stage, with what stands in it and what that is worth."""
    pipelines = list(Pipeline.objects.in_use())
    pipeline = _chosen(request, pipelines)
    mine = request.GET.get("whose") == "mine"
    context = {
        "pipelines": pipelines,
        "pipeline": pipeline,
        "mine": mine,
        "head": head_of(request.user, pipeline, mine=mine) if pipeline else None,
        "lanes": lanes_of(request.user, pipeline, mine=mine) if pipeline else [],
        "stages": Stage.objects.in_use().filter(pipeline=pipeline) if pipeline else [],
        "hidden": hidden_fields(request.user, "opportunity"),
        "may_open": can_open(request.user),
        "now": now(),
        "crumbs": [{"title": _("Opportunities"), "url": ""}],
    }
    template = "pipeline/board.html#lanes" if is_piece(request) and "lanes" in request.GET else "pipeline/board.html"
    return render(request, template, context)


def _stage(wanted: str) -> Stage:
    is_number = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    found = Stage.objects.filter(pk=int(wanted)).select_related("pipeline").first() if is_number else None
    if found is None:
        raise Http404
    return found


@door(signed_in)
def lane(request: HttpRequest) -> HttpResponse:
    """The next cards of the lane of `stage`, behind `after`."""
    stage = _stage(request.GET.get("stage", ""))
    mine = request.GET.get("whose") == "mine"
    back = f"{reverse('pipeline')}?in={stage.pipeline_id}"
    if not is_piece(request):
        return redirect(back)
    try:
        cards, following = lane_page(request.user, stage, mine=mine, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect(back)
    context = {
        "cards": cards,
        "next": following,
        "more": AT_ONCE,
        "stage": stage,
        "mine": mine,
        "stages": Stage.objects.in_use().filter(pipeline=stage.pipeline_id),
        "hidden": hidden_fields(request.user, "opportunity"),
        "now": now(),
    }
    return render(request, "pipeline/_cards.html", context)


@door(signed_in, methods=("POST",))
def stage(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Move it into another stage; the way back is the stage it came from."""
    found = seen(request, opportunity_id)
    into = _stage(request.POST.get("stage") or request.GET.get("stage", ""))
    before = found.stage_id
    here = f"{reverse('pipeline')}?in={found.pipeline_id}"
    if "why" in request.POST:
        return _asked(request, found, into)
    try:
        moved = move_opportunity(by=me(request), opportunity=found, stage=into)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=409, content_type="text/plain; charset=utf-8")
    words = _("%(name)s: %(stage)s, %(probability)d %%") % {
        "name": moved.name, "stage": into.called, "probability": moved.probability,
    }  # fmt: skip
    if not is_piece(request) or request.POST.get("on") != "board":
        return said(request, words, here, undo=_back(moved, before))
    return _moved(request, moved, words, before)


def _asked(request: HttpRequest, found: Opportunity, into: Stage) -> HttpResponse:
    """Whether it may enter the stage is somebody's to decide."""
    try:
        approval = ask_gate(by=me(request), opportunity=found, stage=into, why=request.POST["why"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    return said(request, _("Asked for"), approval.get_absolute_url())


def _back(moved: Opportunity, before: int) -> str:
    return f"{reverse('opportunity_stage', args=[moved.pk])}?stage={before}"


def _moved(request: HttpRequest, moved: Opportunity, words: str, before: int) -> HttpResponse:
    """The card where it stands now, and the heads of the two lanes."""
    sums = stage_sums(request.user, moved.pipeline)
    heads = Stage.objects.filter(pk__in={before, moved.stage_id}, pipeline=moved.pipeline_id)
    card = Opportunity.objects.visible_to(request.user).select_related("party", "owner", "step", "stage")
    context = {
        "one": card.get(pk=moved.pk),
        "heads": [(one, sums.get(one.pk)) for one in heads],
        "stages": Stage.objects.in_use().filter(pipeline=moved.pipeline_id),
        "hidden": hidden_fields(request.user, "opportunity"),
        "now": now(),
    }
    answer = render(request, "pipeline/_moved.html", context)
    answer["HX-Trigger"] = json.dumps({"toast": {"text": words, "undo": _back(moved, before)}})
    return answer
