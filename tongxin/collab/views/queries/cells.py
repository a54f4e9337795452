"""Cells that many lists draw alike: a state, a person, an amount, a day."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.utils.html import format_html
from django.utils.translation import get_language

from tongxin.base.money import Money, format_money
from tongxin.base.ui.templatetags.ui import face, when
from tongxin.collab.views.queries.kinds import Cell

NOTHING = "—"


class Named(Protocol):
    """Somebody, by number and name."""

    pk: Any  # Any: Django's
    name: Any  # Any: as above


def state_cell(tones: Mapping[str, str]) -> Callable[[Any, datetime], Cell]:  # Any: a row
    """The state of a row in words, in the tone of that state (jade, ochre, indigo, seal)."""

    def cell(row: Any, now: datetime) -> Cell:  # Any: as above
        tone = f" {tones[row.state]}" if row.state in tones else ""
        return Cell(format_html('<span class="tag{}">{}</span>', tone, row.get_state_display()), phone="aside")

    return cell


def person_cell(person: Named) -> Cell:
    """Somebody with their face."""
    return Cell(format_html('<span class="row">{}{}</span>', face(person.name, person.pk, "person", "xs"), person.name))


def owner_cell(row: Any, now: datetime) -> Cell:  # Any: as above
    """Who looks after the row."""
    return person_cell(row.owner)


def money_cell(money: Money | None, css: str = "r num", phone: str = "sub") -> Cell:
    """An amount in the reader's language."""
    return Cell(format_money(money, get_language() or "en") if money is not None else NOTHING, css, phone)


def day_cell(value: date | None, css: str = "mut", phone: str = "") -> Cell:
    """A day or an instant, as people say it."""
    return Cell(when(value), css, phone) if value else Cell(NOTHING, "mut")
