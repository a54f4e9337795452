"""The first ring's visible result: how far a firm's customer information has come, by unit and person, week by week."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.database.replica import as_report
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.quality.policies import open_parts
from tongxin.directory.quality.queries.figures import Figures, OfUnit, figures_by_week, figures_now, total_of
from tongxin.directory.quality.queries.gathered import gathered
from tongxin.directory.quality.rating import PARTS

RINGS = ("complete", "fresh", "contacted")


@dataclass(frozen=True)
class Cell:
    """A share with the rows that make it, and those that are still missing from it."""

    part: str
    share: int | None
    count: int
    left: int
    url: str
    left_url: str


@dataclass(frozen=True)
class Line:
    """The figures of a unit (a heading) or of one person in it."""

    name: str
    is_unit: bool
    customers: int
    url: str
    cells: list[Cell]
    owner: Person | None = None


def _rows(*tests: tuple[str, str, Any]) -> str:  # Any: JSON values
    """The list of customers that fit all these tests."""
    if not tests:
        return reverse("customers")
    asked = {"v": 1, "and": [{"field": key, "op": op, "value": value} for key, op, value in tests]}
    return (
        f"{reverse('customers')}?{urlencode({'filter': json.dumps(asked, ensure_ascii=False, separators=(',', ':'))})}"
    )


def _cells(figures: Figures, parts: list[str], *where: tuple[str, str, Any]) -> list[Cell]:  # Any: as above
    cells = []
    for part in parts:
        count = getattr(figures, part) or 0
        full, rest = _rows(*where, (part, "eq", 100)), _rows(*where, (part, "lt", 100))
        cells.append(Cell(part, figures.share(part), count, figures.customers - count, full, rest))
    return cells


def _lines(now: dict[int, OfUnit], parts: list[str]) -> list[Line]:
    units = Unit.objects.in_bulk([number for number in now if number])
    people = Person.objects.in_bulk([owner for unit in now.values() for owner in unit.owners if owner])
    lines: list[Line] = []
    for number in sorted(now, key=lambda number: units[number].path if number else "~"):
        of, name = now[number], units[number].name if number else _("Without a unit")
        for_unit: tuple[str, str, Any] = ("unit", "eq", number) if number else ("unit", "empty", None)
        lines.append(Line(name, True, of.total.customers, _rows(for_unit), _cells(of.total, parts, for_unit)))
        for owner in sorted(of.owners, key=lambda owner: people[owner].sort_key if owner else "~"):
            figures = of.owners[owner]
            whose: tuple[str, str, Any] = ("owner", "eq", owner) if owner else ("owner", "empty", None)
            lines.append(
                Line(
                    people[owner].name if owner else _("Nobody's"),
                    False,
                    figures.customers,
                    _rows(for_unit, whose),
                    _cells(figures, parts, for_unit, whose),
                    people.get(owner),
                )
            )
    return lines


def _trends(weeks: list[tuple[Any, Figures]], parts: list[str]) -> list[dict[str, Any]]:  # Any: template contexts
    words = {part: title for part, title in _titles().items() if part in parts}
    rows = []
    for part, title in words.items():
        known = [(week, share) for week, figures in weeks if (share := figures.share(part)) is not None]
        if known:
            shares = [share for _week, share in known]
            change = shares[-1] - shares[0]
            rows.append(
                {
                    "title": title,
                    "since": known[0][0],
                    "first": shares[0],
                    "last": shares[-1],
                    "change": change,
                    "shares": shares,
                }
            )
    return rows


def _titles() -> dict[str, str]:
    return {
        "complete": pgettext("quality", "Complete"),
        "valid": pgettext("quality", "Right"),
        "fresh": pgettext("quality", "Fresh"),
        "contacted": pgettext("quality", "In touch"),
    }


@door(signed_in)
@as_report
def progress(request: HttpRequest) -> HttpResponse:
    """Sources gathered, doubles gone, complete, fresh, in touch: of the customers which this person may see."""
    person = request.user
    allowed = open_parts(person)
    parts = [str(part) for part in PARTS if part in allowed]
    now = figures_now(person)
    total = total_of(unit.total for unit in now.values())
    weeks = figures_by_week(person)
    titles = _titles()
    context = {
        "total": total,
        "customers_url": _rows(),
        "cells": [(titles[cell.part], cell) for cell in _cells(total, parts)],
        "rings": [total.share(part) or 0 for part in RINGS] if set(RINGS) <= allowed else [],
        "gathered": gathered(person),
        "lines": [] if "owner" in hidden_fields(person, "party") else _lines(now, parts),
        "titles": [titles[part] for part in parts],
        "trends": _trends(weeks, parts),
        "weeks": [(week, figures.customers, [figures.share(part) for part in parts]) for week, figures in weeks],
        "crumbs": [{"title": _("Data progress"), "url": ""}],
    }
    return render(request, "quality/progress.html", context)
