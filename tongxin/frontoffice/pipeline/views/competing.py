"""Who else wants an opportunity: named, changed, taken out, and back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.policies import me
from tongxin.frontoffice.pipeline.actions import (
    change_competitor,
    drop_competitor,
    name_competitor,
    undo_competitor,
)
from tongxin.frontoffice.pipeline.forms.together import CompetitorForm, competitor_initial
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor
from tongxin.frontoffice.pipeline.policies import can_change
from tongxin.frontoffice.pipeline.queries.competitors import known_names
from tongxin.frontoffice.pipeline.views.answering import said, seen


def _mine(request: HttpRequest, number: int) -> Opportunity:
    one = seen(request, number)
    if not can_change(request.user, one) or "competitor" in locked_fields(request.user, "opportunity"):
        raise PermissionDenied
    return one


def _of(one: Opportunity, number: int) -> OpportunityCompetitor:
    found = one.competitors.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@door(signed_in, methods=("GET", "POST"))
@once
def competitors(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Name another one."""
    one = _mine(request, opportunity_id)
    form = CompetitorForm(request.POST or None, person=me(request), opportunity=one)
    if request.method == "POST" and form.is_valid():
        try:
            made = name_competitor(by=me(request), opportunity=one, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return _done(request, _("Noted: %(name)s") % {"name": made.name}, one)
    return _show(request, one, form, _("Name a competitor"))


@door(signed_in, methods=("GET", "POST"))
def competitor(request: HttpRequest, opportunity_id: int, competitor_id: int) -> HttpResponse:
    """Change what is known of one."""
    one = _mine(request, opportunity_id)
    found = _of(one, competitor_id)
    initial = competitor_initial(found, get_language() or "en")
    form = CompetitorForm(request.POST or None, person=me(request), opportunity=one, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        try:
            change_competitor(by=me(request), competitor=found, **changed)
        except ValidationError as error:
            refuse(form, error)
        else:
            return _done(request, _("Saved"), one, undoable=bool(changed))
    return _show(request, one, form, _("Change"))


@door(signed_in, methods=("POST",))
def removal(request: HttpRequest, opportunity_id: int, competitor_id: int) -> HttpResponse:
    """Take one out, with the way back."""
    one = _mine(request, opportunity_id)
    found = _of(one, competitor_id)
    try:
        drop_competitor(by=me(request), competitor=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(one)
    return _done(request, _("Taken out: %(name)s") % {"name": found.name}, one)


@door(signed_in, methods=("POST",))
def undoing(request: HttpRequest, opportunity_id: int, competitor_entry_id: int) -> HttpResponse:
    """Take one change of the list back."""
    one = _mine(request, opportunity_id)
    entry = Entry.objects.about(Subject("opportunity", one.pk)).filter(pk=competitor_entry_id).first()
    if entry is None:
        raise Http404
    try:
        undo_competitor(by=me(request), opportunity=one, entry=entry)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=409, content_type="text/plain; charset=utf-8")
    return said(request, _("Undone"), one.get_absolute_url())


def _done(request: HttpRequest, text: str, one: Opportunity, *, undoable: bool = True) -> HttpResponse:
    entries = Entry.objects.about(Subject("opportunity", one.pk)).filter(name__startswith="opportunity.competitor_")
    told = entries.order_by("-id").first() if undoable else None
    undo = reverse("opportunity_competitor_undoing", args=[one.pk, told.pk]) if told else ""
    answer = said(request, text, one.get_absolute_url(), undo=undo)
    if is_piece(request):
        answer["HX-Refresh"] = "true"
    return answer


def _show(request: HttpRequest, one: Opportunity, form: CompetitorForm, title: str) -> HttpResponse:
    crumbs = [{"title": one.name[:40], "url": one.get_absolute_url()}, {"title": title, "url": ""}]
    context = {"one": one, "form": form, "title": title, "names": known_names(request.user), "crumbs": crumbs}
    template = "pipeline/closing.html#dialog" if is_piece(request) else "pipeline/closing.html"
    return render(request, template, context, status=422 if form.errors else 200)
