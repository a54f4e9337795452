"""Cells of the list edited in their place."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields, locked_fields
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import ChangedMeanwhile, assign_parties, change_party
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.columns import OWN
from tongxin.directory.parties.queries.criteria import in_use
from tongxin.directory.parties.views.cells import EDITABLE, cell_of
from tongxin.directory.parties.views.loading import seen_party, toast


def _party(request: HttpRequest, party_id: int, field: str) -> Party:
    """The customer whose cell it is. What may not be seen does not exist; what may only be seen is refused."""
    if field not in EDITABLE or field in hidden_fields(request.user, "party"):
        raise Http404
    party = seen_party(request, party_id)
    if field in locked_fields(request.user, "party") or not can_change(request.user, party):
        raise PermissionDenied
    return party


def _now_there(party: Party, field: str) -> str:
    return str(party.owner_id or "") if field == "owner" else str(getattr(party, field) or "")


@door(signed_in, methods=("GET", "POST"))
def cell(request: HttpRequest, party_id: int, field: str) -> HttpResponse:
    """GET: the form in place of the cell. POST: the cell as it is now, with an undo."""
    party = _party(request, party_id, field)
    if request.method == "GET":
        return _form(request, party, field, _now_there(party, field))
    typed = request.POST.get("value", "")
    try:
        _save(request, party, field, typed)
    except ValidationError as error:
        return _form(request, party, field, typed, error.messages[0])
    except ChangedMeanwhile:
        return _form(request, party, field, typed, _("Somebody changed this meanwhile."))
    fresh = seen_party(request, party_id)
    shown = cell_of(fresh, OWN[field], now())
    response = render(request, "parties/_cell.html", {"html": shown.html})
    last = Entry.objects.about(Subject("party", party_id)).filter(actor=request.user.pk).order_by("-id").first()
    is_mine = last is not None and last.name == "party.changed" and field in last.particulars.get("fields", ())
    undo = reverse("undo_customer_change", args=[party_id, last.pk]) if last is not None and is_mine else ""
    return toast(response, _("Saved: %(field)s") % {"field": OWN[field].label}, undo=undo)


def _save(request: HttpRequest, party: Party, field: str, typed: str) -> None:
    assert isinstance(request.user, Person)
    if field == "owner":
        owner = Person.objects.active().filter(
            pk=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
        )
        if (taker := owner.first()) is None:
            raise ValidationError(_("Choose who takes over."))
        assign_parties(by=request.user, parties=[party.pk], owner=taker)
        return
    values: dict[str, Any] = {field: typed}  # Any: values as typed
    was = request.POST.get("was")
    change_party(by=request.user, party=party, was=None if was is None else {field: was}, **values)


def _form(request: HttpRequest, party: Party, field: str, value: str, error: str = "") -> HttpResponse:
    context = {
        "party": party,
        "field": field,
        "label": OWN[field].label,
        "value": value,
        "was": _now_there(party, field),
        "error": error,
        "hints": [] if field == "owner" else list(in_use(request.user, field)()),
        "colleagues": Person.objects.active().by_name()[:300] if field == "owner" else [],
    }
    response = render(request, "parties/_cell_form.html", context, status=422 if error else 200)
    if error:
        response["HX-Retarget"] = "closest td"
    return response
