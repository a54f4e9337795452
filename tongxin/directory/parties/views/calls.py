"""Who is calling: everything that helps in the first seconds of a call, on one small page."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongxin.base.chinese.phones import InvalidPhone, display_phone, parse_phone
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.parties.models import Contact, ContactPoint, Party
from tongxin.directory.parties.policies import can_add
from tongxin.directory.parties.queries.points import visible_points

_MOST = 8


def _value(number: str) -> str:
    """The number as it is stored; empty when it is none."""
    try:
        return parse_phone(number).e164
    except InvalidPhone:
        return ""


def _callers(person: Any, value: str) -> list[dict[str, Any]]:  # Any: person type of the doors, template context
    """Records with this number that the person may see, each with the firm where a person works."""
    numbers = visible_points(person).filter(
        Q(value=value) | Q(value__startswith=f"{value};"), kind=ContactPoint.Kind.PHONE
    )
    rows = Party.objects.visible_to(person).living().filter(pk__in=numbers.values("party_id")).select_related("owner")
    parties = list(rows.order_by("sort_key", "id")[:_MOST])
    places = Contact.objects.visible_to(person).current().filter(person__in=parties).select_related("party__owner")
    found: list[dict[str, Any]] = []  # Any: template context
    for party in parties:
        at = [place for place in places if place.person_id == party.pk]
        found += [{"who": party, "place": place, "customer": place.party} for place in at]
        found += [] if at else [{"who": party, "place": None, "customer": party}]
    return found


@door(signed_in)
def calls(request: HttpRequest) -> HttpResponse:
    """`?number=` as a telephone system sends it. Without a match: add the caller."""
    number = request.GET.get("number", "").strip()[:40]
    value = _value(number) if number else ""
    context = {
        "number": number,
        "shown": display_phone(value) if value else number,
        "is_number": bool(value),
        "callers": _callers(request.user, value) if value else [],
        "may_add": can_add(request.user),
        "shows_owner": "owner" not in hidden_fields(request.user, "party"),
        "crumbs": [{"title": _("Who is calling"), "url": ""}],
    }
    return render(request, "parties/calls.html", context)
