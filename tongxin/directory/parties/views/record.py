"""The customer's page: facts, people, relations; higher rooms add their panels."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries.panels import panels_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields, locked_fields
from tongxin.directory.parties.models import ROLES, Contact, Party
from tongxin.directory.parties.policies import can_change
from tongxin.directory.parties.queries.kin import kin_of
from tongxin.directory.parties.queries.points import visible_points
from tongxin.directory.parties.views.drawing import drawn
from tongxin.directory.parties.views.facts import own_rows_of, rows_of, sectioned
from tongxin.directory.parties.views.loading import seen_party


def _people(person: Any, party: Party) -> list[Contact]:  # Any: person type of the doors
    rows = Contact.objects.current().filter(party=party).select_related("person")
    return list(rows.prefetch_related(Prefetch("person__points", visible_points(person)))[:60])


def _panels(person: Any, party: Party, column: str) -> list[dict[str, Any]]:  # Any: template contexts
    found = []
    for panel in panels_of("party", column):
        context = panel.context(person, party)
        if context is not None:
            found.append({"template": panel.template, **context})
    return found


@door(signed_in)
def customer(request: HttpRequest, party_id: int) -> HttpResponse:
    """Everything known of one customer."""
    party = seen_party(request, party_id)
    if party.pk != party_id:
        return redirect(party)
    person = request.user
    points = list(visible_points(person).filter(party=party))
    people = _people(person, party)
    places = (
        list(Contact.objects.visible_to(person).current().filter(person=party).select_related("party"))
        if party.kind == "person"
        else []
    )
    kin = kin_of(person, party)
    hidden = hidden_fields(person, "party")
    may_change = can_change(person, party)
    context = {
        "party": party,
        "roles": [ROLES[role] for role in party.roles],
        "sections": sectioned(
            person,
            [
                *rows_of(party, points, hidden, locked_fields(person, "party"), may_change=may_change),
                *own_rows_of(person, party, may_change=may_change),
            ],
        ),
        "hidden": hidden,
        "phone": next((point for point in points if point.kind == "phone"), None),
        "people": people,
        "places": places,
        "kin": kin,
        "graph": drawn(party, people, kin),
        "team": [member.person for member in party.team_members.select_related("person")[:6]],
        "tags": [] if "tags" in hidden else list(party.tags.all()),
        "may_change": may_change,
        "main_panels": _panels(person, party, "main"),
        "side_panels": _panels(person, party, "side"),
        "crumbs": _crumbs(party),
    }
    return render(request, "parties/customer.html", context)


def _crumbs(party: Party) -> list[dict[str, str]]:
    return [{"title": _("Customers"), "url": reverse("customers")}, {"title": party.called, "url": ""}]


@door(signed_in)
def peek(request: HttpRequest, party_id: int) -> HttpResponse:
    """A side sheet over the list."""
    party = seen_party(request, party_id)
    points = list(visible_points(request.user).filter(party=party))
    facts = rows_of(party, points, hidden_fields(request.user, "party"), set(), may_change=False)
    facts += own_rows_of(request.user, party, may_change=False)
    return render(
        request,
        "parties/_peek.html",
        {"party": party, "facts": [f for f in facts if f.text], "people": _people(request.user, party)[:5]},
    )
