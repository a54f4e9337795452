"""Cells of the list of customers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tongxin.base.lazy import LazyText
from tongxin.base.ui.templatetags.ui import avatar, when
from tongxin.directory.parties.models import ROLES, Party
from tongxin.directory.parties.queries.columns import Column

_LONGEST = 80
EDITABLE = ("tier", "owner", "industry", "source", "region", "city", "short_name", "note", "external_id")


class Cell(NamedTuple):
    """What stands in a cell, its classes, its place on the phone, and where it is edited."""

    html: str
    css: str = ""
    phone: str = ""
    edit: str = ""


class Head(NamedTuple):
    """A column's heading. `url` sorts by it; `sorted` is "ascending", "descending" or nothing."""

    label: LazyText
    url: str
    sorted: str
    is_figure: bool


def _nothing(text: str = "—") -> str:
    return format_html('<span class="dim">{}</span>', text)


def _tier(row: Party, now: datetime) -> Cell:
    return Cell(format_html('<span class="grade">{}</span>', row.tier[:2]) if row.tier else "", phone="aside")


def _owner(row: Party, now: datetime) -> Cell:
    if row.owner is None:
        return Cell(_nothing())
    return Cell(format_html('<span class="row">{}{}</span>', avatar(row.owner, "person", "xs"), row.owner.name))


def _last_contact(row: Party, now: datetime) -> Cell:
    return Cell(when(row.last_contact_at) if row.last_contact_at else _nothing(_("never")), "mut", "sub")


def _next_step(row: Party, now: datetime) -> Cell:
    return Cell(row.next_step or "—", "mut wide", "sub2")


def _next_at(row: Party, now: datetime) -> Cell:
    if row.next_at is None:
        return Cell("", "r mut")
    return Cell(when(row.next_due), "r c-seal" if row.next_at < now else "r mut")


def _tags(row: Party, now: datetime) -> Cell:
    return Cell("、".join(sorted(tag.name for tag in row.tags.all())), "mut wide")


def _roles(row: Party, now: datetime) -> Cell:
    return Cell("、".join(str(ROLES[role]) for role in row.roles), "mut")


_DRAWN: Mapping[str, Callable[[Party, datetime], Cell]] = {
    "tier": _tier,
    "owner": _owner,
    "last_contact_at": _last_contact,
    "next_step": _next_step,
    "next_at": _next_at,
    "tags": _tags,
    "roles": _roles,
    "kind": lambda row, now: Cell(str(row.get_kind_display()), "mut"),
    "unit": lambda row, now: Cell(row.unit.name if row.unit else _nothing(), "mut"),
    "created_at": lambda row, now: Cell(when(row.created_at), "mut"),
    "updated_at": lambda row, now: Cell(when(row.updated_at), "mut"),
    "phones": lambda row, now: _points(row, "phone"),
    "emails": lambda row, now: _points(row, "email"),
}


def _points(row: Party, kind: str) -> Cell:
    return Cell(", ".join(point.shown for point in row.points.all() if point.kind == kind), "mut wide")


def cell_of(row: Party, column: Column, now: datetime) -> Cell:
    """What a customer has in one of the room's columns."""
    drawn = _DRAWN.get(column.key)
    if drawn is not None:
        return drawn(row, now)
    value = getattr(row, column.key)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value or "")
    return Cell(f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text, "mut wide")


def cells_of(row: Party, columns: Sequence[Column], now: datetime, editable: Collection[str] = ()) -> list[Cell]:
    """The cells of one row; the columns named in `editable` can be edited in their place."""
    cells = []
    for column in columns:
        cell = cell_of(row, column, now)
        cells.append(cell._replace(edit=f"/customers/{row.pk}/cells/{column.key}/") if column.key in editable else cell)
    return cells


@lru_cache(maxsize=256)
def _opened(css: str, phone: str) -> SafeString:
    """The cell's tag up to what it holds. There are a handful of kinds, and a page has hundreds of cells."""
    classes = format_html(' class="{}"', css) if css else ""
    place = format_html(' data-phone="{}"', phone) if phone else ""
    return format_html("<td{}{}", classes, place)


def drawn(cells: Iterable[Cell]) -> SafeString:
    """All cells of a row as they stand in the page: drawn here, because a template asks five questions about each."""
    parts = (
        (_opened(cell.css, cell.phone), format_html(' data-edit="{}"', cell.edit) if cell.edit else "", cell.html)
        for cell in cells
    )
    return format_html_join("", "{}{}>{}</td>", parts)
