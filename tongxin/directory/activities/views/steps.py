"""Steps: edited where they stand, finished, put off, given up, taken up again."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.directory.activities.actions import (
    CannotSee,
    cancel_step,
    change_step,
    finish_step,
    postpone_step,
    reopen_step,
)
from tongxin.directory.activities.forms import StepForm, step_initial
from tongxin.directory.activities.models import Step
from tongxin.directory.activities.policies import can_change_step
from tongxin.directory.activities.queries.hearing import read_when
from tongxin.directory.activities.sentences import said_due
from tongxin.directory.activities.views.answering import back, is_piece, seen_step, toast, way_back, words_of
from tongxin.directory.parties.actions import ChangedMeanwhile

_LONGEST_WAIT = 366


def _row(request: HttpRequest, step_id: int) -> HttpResponse:
    step = seen_step(request, step_id)
    return render(request, "activities/_step.html", {"step": step, "now": now(), "may_change": True})


def _answer(request: HttpRequest, step: Step, text: str, undo: str) -> HttpResponse:
    """The row as it is now, and the way back."""
    if is_piece(request):
        return toast(_row(request, step.pk), text, undo=undo, events={"step-changed": {}})
    return back(request, text, otherwise=reverse("today"))


def _refused(request: HttpRequest, error: ValidationError, step: Step) -> HttpResponse:
    """Somebody was faster: the row as it is now."""
    if is_piece(request):
        return toast(_row(request, step.pk), words_of(error))
    return back(request, words_of(error), otherwise=reverse("today"))


def _undo(step: Step) -> str:
    return reverse("reopen_step", args=[step.pk])


@door(signed_in, methods=("GET", "POST"))
def step(request: HttpRequest, step_id: int) -> HttpResponse:
    """One step: shown, or changed by whoever may. `?edit` asks for the form in its place."""
    found = seen_step(request, step_id)
    may_change = can_change_step(request.user, found)
    form = StepForm(request.POST if request.method == "POST" else None, initial=step_initial(found))
    if request.method == "GET":
        is_form = may_change and ("edit" in request.GET or not is_piece(request))
        return _page(request, found, form if is_form else None, may_change=may_change)
    if not may_change:
        raise PermissionDenied
    if form.is_valid() and _saved(request, found, form):
        said = _("Saved: %(what)s") % {"what": form.cleaned_data["text"][:60]}
        if is_piece(request):
            return toast(HttpResponse(status=204), said, events={"noted": {}, "close-dialog": {}})
        return back(request, said, otherwise=reverse("step", args=[found.pk]))
    return _page(request, found, form, may_change=True, status=422)


def _saved(request: HttpRequest, found: Step, form: StepForm) -> bool:
    """Save, or leave what is wrong on the form."""
    typed = form.cleaned_data
    values = {"text": typed["text"], "due": form.due(), "owner": typed["owner"] or found.owner}
    values |= {"kind": typed["kind"] or found.kind, "money": typed["money"]}
    seen = {"text": request.POST["was_text"]} if "was_text" in request.POST else None
    try:
        change_step(by=me(request), step=found, was=seen, **values)
    except CannotSee as error:
        form.add_error("owner", str(error))
    except ChangedMeanwhile as conflict:
        form.add_error("text", f"{conflict} {conflict.current.get('text', '')}")
    except ValidationError as error:
        form.add_error(None, words_of(error))
    return not form.errors


def _page(
    request: HttpRequest, found: Step, form: StepForm | None, *, may_change: bool, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"step": found, "form": form, "now": now(), "may_change": may_change}  # Any: context
    context["where"] = way_back(request, otherwise=found.party.get_absolute_url() if found.party else reverse("today"))
    if is_piece(request):
        template = "activities/step.html#form" if form else "activities/_step.html"
        return render(request, template, context, status=status)
    context["crumbs"] = [
        {"title": pgettext("place", "Today"), "url": reverse("today")},
        {"title": found.text[:30], "url": ""},
    ]
    return render(request, "activities/step.html", context, status=status)


@door(signed_in, methods=("POST",))
@once
def completion(request: HttpRequest, step_id: int) -> HttpResponse:
    """Done; with `happened` in the form, what happened is written down in one go."""
    found = seen_step(request, step_id)
    try:
        finish_step(by=me(request), step=found, happened=request.POST.get("happened"))
    except ValidationError as error:
        return _refused(request, error, found)
    return _answer(request, found, _("Done: %(what)s") % {"what": found.text[:60]}, _undo(found))


@door(signed_in, methods=("POST",))
def reopening(request: HttpRequest, step_id: int) -> HttpResponse:
    """To be done after all. The toast that asks for it draws the page anew."""
    found = seen_step(request, step_id)
    reopen_step(by=me(request), step=found)
    if is_piece(request):
        return HttpResponse(status=204)
    return back(request, _("Back on the list: %(what)s") % {"what": found.text[:60]}, otherwise=reverse("today"))


@door(signed_in, methods=("POST",))
@once
def postponement(request: HttpRequest, step_id: int) -> HttpResponse:
    """Put off by so many `days`."""
    found = seen_step(request, step_id)
    given = request.POST.get("days", "1")
    days = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 1
    moved = postpone_step(by=me(request), step=found, days=min(max(days, 1), _LONGEST_WAIT))
    undo = f"{reverse('reset_step', args=[found.pk])}?due={found.due}".replace("+", "%2B")
    said = _("Moved to %(due)s: %(what)s") % {"due": said_due(str(moved.due)), "what": moved.text[:60]}
    return _answer(request, moved, said, undo)


@door(signed_in, methods=("POST",))
def resetting(request: HttpRequest, step_id: int) -> HttpResponse:
    """Put the day back to where it was."""
    found = seen_step(request, step_id)
    at, on = read_when(request.GET.get("due", ""))
    change_step(by=me(request), step=found, due=at or on)
    return HttpResponse(status=204) if is_piece(request) else redirect("today")


@door(signed_in, methods=("POST",))
@once
def cancellation(request: HttpRequest, step_id: int) -> HttpResponse:
    """Given up; `?with=facts` forgets what was learnt with it, too: the way back from quick add."""
    found = seen_step(request, step_id)
    try:
        cancel_step(by=me(request), step=found, with_facts=request.GET.get("with") == "facts")
    except ValidationError as error:
        return _refused(request, error, found)
    return _answer(request, found, _("Given up: %(what)s") % {"what": found.text[:60]}, _undo(found))
