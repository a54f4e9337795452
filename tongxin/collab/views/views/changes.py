"""How far a change of many records is, and the way back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.registries import fields_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_with
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.jobs.actions import JobEnded, cancel
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.policies import me
from tongxin.collab.views.actions import take_bulk_change_back
from tongxin.collab.views.models import FACT, BulkChange
from tongxin.collab.views.queries.kinds import ListKind
from tongxin.collab.views.queries.setting import input_for
from tongxin.collab.views.views.frame import page_of_kind, seen_kind


def _seen(request: HttpRequest, change_id: int) -> BulkChange:
    rows = BulkChange.objects.visible_to(request.user).select_related("job", "asked_by")
    change = rows.filter(pk=change_id).first()
    if change is None:
        raise Http404
    return change


def _said(request: HttpRequest, kind: ListKind, change: BulkChange) -> str:
    """What is done, in words; what is hidden from the reader is not said."""
    hidden, values = hidden_with(request.user, kind.kind), change.values
    deed = kind.deeds.get(change.deed)
    if (values.get("field") if change.deed == FACT else deed.field if deed else "") in hidden:
        return _("Change a field that your role does not show")
    if change.deed != FACT:
        return deed.said(values) if deed is not None else _("Many at once")
    name, value = str(values["field"]), str(values["value"])
    own = next((one for one in own_fields(kind.own_kind) if one.key == name), None)
    if own is not None:
        return _set(own.label, own.labels.get(value, value))
    known = next((one for one in fields_of(kind.kind, request.user) if one.key == name), None)
    if known is None:
        return _set(_("a field that is no longer in use"), value)
    options = dict(input_for(kind, request.user, name).options)
    return _set(str(known.label), options.get(value, value))


def _set(field: str, value: str) -> str:
    return _("Set %(field)s to “%(value)s”") % {"field": field, "value": value}


def _reason(change: BulkChange) -> str:
    """Why it was given up, in the words of the work itself; a fault of the program is told to administrators elsewhere."""
    job = change.job
    return job.error if job is not None and job.state == Job.State.FAILED and job.attempts < job.max_attempts else ""


@door(signed_in)
def bulk_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """The page of one change; while it goes on, its middle is asked for again."""
    change = _seen(request, change_id)
    kind = seen_kind(change.kind)
    is_going_back = change.state in (BulkChange.State.UNDOING, BulkChange.State.UNDONE)
    back = (change.restored + change.kept, change.changed)
    done, total = back if is_going_back else (change.done, change.total)
    path = page_of_kind(kind)
    context = {
        "change": change,
        "said": _said(request, kind, change),
        "done": done,
        "total": total,
        "share": done / total if total else 1,
        "reason": _reason(change),
        "is_stopped": not change.is_going_on and change.state in (BulkChange.State.RUNNING, BulkChange.State.UNDOING),
        "may_undo": not change.is_going_on and change.state in (BulkChange.State.RUNNING, BulkChange.State.DONE),
        "list_url": f"{path}?{change.address}",
        "crumbs": [{"title": kind.title, "url": path}, {"title": _("Many at once"), "url": ""}],
    }
    part = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"views/bulk_change.html{part}", context)


@door(signed_in, methods=("POST",))
def bulk_change_undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Have it taken back."""
    return redirect(take_bulk_change_back(by=me(request), change=_seen(request, change_id)))


@door(signed_in, methods=("POST",))
def bulk_change_stop(request: HttpRequest, change_id: int) -> HttpResponse:
    """Stop it where it is."""
    change = _seen(request, change_id)
    if change.job is None:
        raise Http404
    try:
        cancel(by=me(request), job=change.job)
    except (JobEnded, ValidationError):
        return redirect(change)  # it ended by itself: the page says how
    return redirect(change)
