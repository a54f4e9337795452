"""The customer's page: facts, people, relations; higher rooms add their panels."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.registries.panels import panels_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields, locked_fields, say_whole
from tongxin.directory.parties.models import ROLES, Contact, ContactPoint, Party
from tongxin.directory.parties.queries.around import Around, around
from tongxin.directory.parties.queries.kin import kin_of
from tongxin.directory.parties.views.drawing import drawn
from tongxin.directory.parties.views.fact_rows import own_rows_of, rows_of, sectioned
from tongxin.directory.parties.views.loading import seen_party

_PEOPLE_SHOWN, _TEAM_SHOWN = 60, 6


def _people(known: Around, most: int = _PEOPLE_SHOWN) -> list[tuple[Contact, ContactPoint | None]]:
    """Who works there, each with the number to call."""
    return [(one, _main_phone(known.points.get(one.person_id, []))) for one in known.people[:most]]


def _main_phone(points: list[ContactPoint]) -> ContactPoint | None:
    return next((point for point in points if point.kind == ContactPoint.Kind.PHONE and point.is_main), None)


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
    known = around(person, party)
    people = _people(known)
    kin = kin_of(person, party, known=known)
    hidden = hidden_fields(person, "party")
    side = _panels(person, party, "side")  # before the timeline, which takes over the records that stand there
    context = {
        "party": party,
        "roles": [ROLES[role] for role in party.roles],
        "sections": sectioned(
            person,
            [
                *rows_of(known, hidden, locked_fields(person, "party"), may_change=known.may_change),
                *own_rows_of(person, party, may_change=known.may_change),
            ],
        ),
        "hidden": hidden,
        "phone": next((point for point in known.points.get(party.pk, []) if point.kind == "phone"), None),
        "people": people,
        "places": known.places,
        "kin": kin,
        "graph": drawn(party, [contact for contact, _phone in people], kin),
        "team": [member.person for member in known.team[:_TEAM_SHOWN]],
        "tags": [] if "tags" in hidden else known.tags,
        "may_change": known.may_change,
        "main_panels": _panels(person, party, "main"),
        "side_panels": side,
        "crumbs": _crumbs(party),
    }
    return render(request, "parties/customer.html", context)


def _crumbs(party: Party) -> list[dict[str, str]]:
    return [{"title": _("Customers"), "url": reverse("customers")}, {"title": party.called, "url": ""}]


@door(signed_in)
def peek(request: HttpRequest, party_id: int) -> HttpResponse:
    """A side sheet over the list."""
    party = seen_party(request, party_id)
    known = around(request.user, party)
    facts = rows_of(known, hidden_fields(request.user, "party"), set(), may_change=False)
    facts += own_rows_of(request.user, party, may_change=False)
    say_whole(request.user, "party", [party.pk])
    return render(
        request,
        "parties/_peek.html",
        {"party": party, "facts": [f for f in facts if f.text], "people": _people(known, 5)},
    )
