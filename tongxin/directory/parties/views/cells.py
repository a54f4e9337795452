"""Cells of the list of customers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tongxin.base.lazy import LazyText
from tongxin.base.ui.templatetags.ui import avatar, face, when
from tongxin.directory.parties.models import ROLES, Party
from tongxin.directory.parties.queries.columns import Column

_LONGEST = 80
EDITABLE = ("tier", "owner", "industry", "source", "region", "city", "short_name", "note", "external_id")


class Cell(NamedTuple):
    """What stands in a cell, its classes, its place on the phone, and the field that is edited there."""

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


@lru_cache(maxsize=64)
def _nothing(text: str = "—") -> str:
    return format_html('<span class="dim">{}</span>', text)


@lru_cache(maxsize=64)
def _grade(tier: str) -> str:
    return format_html('<span class="grade">{}</span>', tier)


def _tier(row: Party, now: datetime) -> Cell:
    return Cell(_grade(row.tier[:2]) if row.tier else "", phone="aside")


@lru_cache(maxsize=2048)
def _face_and_name(name: str, number: int) -> str:
    return format_html('<span class="row">{}{}</span>', face(name, number, "person", "xs"), name)


def _owner(row: Party, now: datetime) -> Cell:
    return Cell(_nothing()) if row.owner is None else Cell(_face_and_name(row.owner.name, row.owner.pk))


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
        cells.append(cell._replace(edit=column.key) if column.key in editable else cell)
    return cells


_HEAD = (
    '<tr data-row><td class="pick"><input type="checkbox" class="check" data-row name="ids" value="{0}" aria-label="{1}"></td>'
    '<td data-phone="title"><span class="who">{2}<span class="col"><a href="/customers/{0}/">{1}</a><small>{3}</small></span></span>'
    '<a hidden data-peek href="/customers/{0}/peek/" data-dialog-load="sheet"></a></td>'
)


@lru_cache(maxsize=512)
def _shape(kinds: tuple[tuple[str, str, str], ...]) -> str:
    """A row with places for what it holds: number, name, face, what stands under the name, then the cells."""
    cells = []
    for place, (css, phone, edit) in enumerate(kinds, start=4):
        classes = format_html(' class="{}"', css) if css else ""
        on_phone = format_html(' data-phone="{}"', phone) if phone else ""
        address = format_html(' data-edit="{}"', f"/customers/{{0}}/cells/{edit}/") if edit else ""
        cells.append(f"<td{classes}{on_phone}{address}>{{{place}}}</td>")
    return f"{_HEAD}{''.join(cells)}</tr>"


def drawn(row: Party, under: str, cells: Sequence[Cell]) -> SafeString:
    """A row as it stands in the page: drawn here at one stroke, because a template asks five questions about each cell."""
    shape = _shape(tuple((cell.css, cell.phone, cell.edit) for cell in cells))
    portrait = avatar(row, "person" if row.kind == "person" else "company")
    return format_html(shape, row.pk, row.name, portrait, under, *[cell.html for cell in cells])
