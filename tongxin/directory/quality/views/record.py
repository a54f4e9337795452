"""This room's piece of the customer's page."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.actions import confirm_fact
from tongxin.directory.quality.facts import ASKED
from tongxin.directory.quality.panels import record_context
from tongxin.directory.quality.policies import can_confirm


def _seen(request: HttpRequest, party_id: int) -> Party:
    party = Party.objects.visible_to(request.user).living().filter(pk=party_id).first()
    if party is None:
        raise Http404
    return party


def _piece(request: HttpRequest, party: Party) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(party)
    panel = record_context(request.user, party)
    return render(request, "quality/_standing.html", {"party": party, "panel": panel, **(panel or {})})


@door(signed_in)
def standing(request: HttpRequest, party_id: int) -> HttpResponse:
    """The score of a customer, what is missing, and what to ask next."""
    return _piece(request, _seen(request, party_id))


@door(signed_in, methods=("POST",))
def confirmation(request: HttpRequest, party_id: int, field: str) -> HttpResponse:
    """Still right."""
    party = _seen(request, party_id)
    person = request.user
    assert isinstance(person, Person)
    if not can_confirm(person, party, field):
        raise PermissionDenied
    confirm_fact(by=person, party=party, fact=field)
    response = _piece(request, party)
    response["HX-Trigger"] = json.dumps(
        {"toast": {"text": _("Noted: still right – %(fact)s") % {"fact": ASKED[field].label}}}
    )
    return response
