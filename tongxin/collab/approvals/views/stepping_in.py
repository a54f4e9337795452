"""Stepping in: for those who care for flows, with any approval, always with a reason."""

from datetime import datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.web.doors import door
from tongxin.base.web.refusing import refuse
from tongxin.collab.access.policies import administrators
from tongxin.collab.approvals.actions import (
    end_approval,
    go_on_without,
    move,
    reassign,
    resume,
    suspend,
    try_again,
)
from tongxin.collab.approvals.forms.caring import StepInForm
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.queries.shown import course_of
from tongxin.collab.approvals.rules import Course
from tongxin.collab.approvals.views.loading import done, form_page, seen_approval
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me


def ways_out(course: Course) -> list[tuple[str, str]]:
    """What can be done from outside now, the nearest way out of what is stuck first: deeds with their names."""
    state = course.state
    if state.status == "draft":
        return []
    fits = {
        "try_again": any(state.failed_runs()),
        "go_on_without": any(state.failed_runs()),
        "reassign": not state.is_ended and (any(state.open_tasks()) or state.why_stuck == "nobody"),
        "resume": state.status == "suspended",
        "suspend": state.status in ("running", "stuck"),
        "move": True,
        "end": not state.is_ended,
    }
    return [(deed, said(deed)) for deed, is_fit in fits.items() if is_fit]


def said(deed: str) -> str:
    """A deed as a button says it."""
    return {
        "try_again": pgettext("stepping in", "Try again"),
        "go_on_without": pgettext("stepping in", "Go on without it"),
        "reassign": pgettext("stepping in", "Give it to somebody else"),
        "resume": pgettext("stepping in", "Let it go on"),
        "suspend": pgettext("stepping in", "Suspend"),
        "move": pgettext("stepping in", "Put it at another step"),
        "end": pgettext("stepping in", "End it"),
    }[deed]


@door(administrators, methods=("GET", "POST"))
@once
def intervention(request: HttpRequest, approval_id: int, step_in: str) -> HttpResponse:
    """One way of stepping in: a small form, then what it says."""
    found = seen_approval(request, approval_id)
    course, _entries = course_of(found)
    if step_in not in dict(ways_out(course)):
        raise Http404
    form = StepInForm(request.POST if request.method == "POST" else None, deed=step_in, course=course)
    if request.method == "POST" and form.is_valid():
        try:
            changed = _stepped_in(request, found, course, step_in, form)
        except (ValidationError, PermissionDenied) as error:
            refuse(form, error if isinstance(error, ValidationError) else ValidationError(str(error)))
        else:
            return done(request, changed, _("Done: %(title)s") % {"title": changed.title[:60]})
    return form_page(request, found, form, said(step_in))


def _stepped_in(request: HttpRequest, found: Approval, course: Course, deed: str, form: StepInForm) -> Approval:
    by, given = me(request), form.cleaned_data
    reason = given["reason"]
    if deed == "reassign":
        what, _colon, number = given["place"].partition(":")
        place = {what: int(number)}
        return reassign(by=by, approval=found, to=given["to"], reason=reason, **place)
    if deed == "suspend":
        return suspend(by=by, approval=found, reason=reason, until=_morning(given["until"]))
    if deed == "move":
        return move(by=by, approval=found, to=given["to"], reason=reason)
    if deed in ("try_again", "go_on_without"):
        run = next(course.state.failed_runs()).number
        return (try_again if deed == "try_again" else go_on_without)(by=by, approval=found, run=run, reason=reason)
    return (resume if deed == "resume" else end_approval)(by=by, approval=found, reason=reason)


def _morning(day: object) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time()))  # type: ignore[arg-type]  # noqa: DTZ001  # a cleaned day, made aware here
