"""The map of a customer, as a picture and as tables."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.web.doors import door, signed_in
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.policies import can_change
from tongxin.directory.relations.bundling import ALL
from tongxin.directory.relations.queries import Wish, answer_of, firm_map, laid_out
from tongxin.directory.relations.queries.finding import SHOWN, is_shown, named, rows_of
from tongxin.directory.relations.queries.firm_map import Somebody

_PARTS = ("", "people", "firms")
_LONGEST, _MOST_OPENED = 40, 60


def _with(query: QueryDict, **changes: list[str]) -> str:
    """The same page asked for a little otherwise."""
    changed = query.copy()
    for name, values in {"edit": [], **changes}.items():
        changed.setlist(name, values)
    return f"?{changed.urlencode()}"


def _one_of(known: Sequence[str], asked: str) -> str:
    return asked if asked in known else ""


@door(signed_in)
def customer_map(request: HttpRequest, party_id: int) -> HttpResponse:
    """Who decides, whom have we never met, and how firms hang together. `part`: people, firms, or all; `open`: what is unpacked in a large
    picture; `find`: a name to point at; `show`: who stands in the table; `edit`: whose superior is chosen."""
    party = Party.objects.visible_to(request.user).living().filter(pk=party_id).select_related("owner").first()
    if party is None:
        raise Http404
    asked, find = request.GET, request.GET.get("find", "").strip()[:_LONGEST]
    part, show = _one_of(_PARTS, asked.get("part", "")), _one_of(SHOWN, asked.get("show", ""))
    opened = asked.getlist("open")[:_MOST_OPENED]
    found = firm_map(request.user, party)
    hits = named(found, find)
    wish = Wish(part, opened, {one.pk for one in hits}, lambda key: _with(asked, open=[*opened, key]))
    titles = {"": pgettext("map", "All"), "people": pgettext("map", "People"), "firms": pgettext("map", "Firms")}
    context = {
        "party": party,
        "map": found,
        "answer": answer_of(found.people),
        "picture": laid_out(found, wish),
        "part": part,
        "parts": titles.items(),
        "find": find,
        "hits": hits,
        "unfold": _with(asked, open=[ALL]),
        "fold": _with(asked, open=[]) if opened else "",
        "rows": rows_of(found.people, show, asked.get("edit", "")),
        "shows": _shows(asked, found.people, show),
        "edit": _with(asked),
        "may_change": can_change(request.user, party),
        "crumbs": [
            {"title": _("Customers"), "url": reverse("customers")},
            {"title": party.called, "url": party.get_absolute_url()},
            {"title": _("Map of relations"), "url": ""},
        ],
    }
    return render(request, "relations/map.html", context)


def _shows(asked: QueryDict, people: Sequence[Somebody], show: str) -> list[dict[str, Any]]:  # Any: template context
    """The parts of the table, with how many stand in each."""
    titles = (pgettext("map", "Everybody"), _("Who decides"), pgettext("map", "Never met"))
    return [
        {
            "title": title,
            "n": sum(is_shown(one, key) for one in people),
            "url": f"{_with(asked, show=[key] if key else [])}#people",
            "is_on": key == show,
        }
        for key, title in zip(SHOWN, titles, strict=True)
    ]
