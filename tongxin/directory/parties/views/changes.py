"""How far a change of many customers is, and the way back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import own_fields
from tongxin.collab.jobs.actions import JobEnded, cancel
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import take_bulk_change_back
from tongxin.directory.parties.models import BulkChange
from tongxin.directory.parties.models.facts import FACTS

Deed = BulkChange.Deed


def _seen(request: HttpRequest, change_id: int) -> BulkChange:
    rows = BulkChange.objects.visible_to(request.user).select_related("job", "asked_by")
    change = rows.filter(pk=change_id).first()
    if change is None:
        raise Http404
    return change


def _said(change: BulkChange, hidden: set[str]) -> str:
    """What is done, in words; what is hidden from the reader is not said."""
    values = change.values
    if {Deed.ASSIGN: "owner", Deed.TAG: "tags"}.get(Deed(change.deed), values.get("field")) in hidden:
        return _("Change a field that your role does not show")
    if change.deed == Deed.ASSIGN:
        owner = Person.objects.filter(pk=values["owner"]).first()
        return _("Hand over to %(name)s") % {"name": owner.name if owner else "—"}
    if change.deed == Deed.TAG:
        return _("Tag with %(tags)s") % {"tags": ", ".join(values["tags"])}
    name, value = values["field"], values["value"]
    if name in FACTS:
        return _("Set %(field)s to “%(value)s”") % {"field": FACTS[name].label, "value": value}
    own = next((one for one in own_fields("party") if one.key == name), None)
    label = own.label if own else _("a field that is no longer in use")
    return _("Set %(field)s to “%(value)s”") % {"field": label, "value": own.labels.get(value, value) if own else value}


def _reason(change: BulkChange) -> str:
    """Why it was given up, in the words of the work itself; a fault of the program is told to administrators elsewhere."""
    job = change.job
    return job.error if job is not None and job.state == Job.State.FAILED and job.attempts < job.max_attempts else ""


@door(signed_in)
def bulk_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """The page of one change; while it goes on, its middle is asked for again."""
    change = _seen(request, change_id)
    done, total = (
        (change.restored + change.kept, change.changed) if "und" in change.state else (change.done, change.total)
    )
    context = {
        "change": change,
        "said": _said(change, hidden_fields(request.user, "party")),
        "done": done,
        "total": total,
        "share": done / total if total else 1,
        "reason": _reason(change),
        "is_stopped": not change.is_going_on and change.state in (BulkChange.State.RUNNING, BulkChange.State.UNDOING),
        "may_undo": not change.is_going_on and change.state in (BulkChange.State.RUNNING, BulkChange.State.DONE),
        "list_url": f"{reverse('customers')}?{change.address}",
        "crumbs": [{"title": _("Customers"), "url": reverse("customers")}, {"title": _("Many at once"), "url": ""}],
    }
    part = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"parties/bulk_change.html{part}", context)


@door(signed_in, methods=("POST",))
def bulk_change_undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Have it taken back."""
    assert isinstance(request.user, Person)
    return redirect(take_bulk_change_back(by=request.user, change=_seen(request, change_id)))


@door(signed_in, methods=("POST",))
def bulk_change_stop(request: HttpRequest, change_id: int) -> HttpResponse:
    """Stop it where it is."""
    assert isinstance(request.user, Person)
    change = _seen(request, change_id)
    if change.job is None:
        raise Http404
    try:
        cancel(by=request.user, job=change.job)
    except (JobEnded, ValidationError):
        return redirect(change)  # it ended by itself: the page says how
    return redirect(change)
