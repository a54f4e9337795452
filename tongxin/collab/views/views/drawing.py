"""Rows of a list as they stand in the page: drawn at one stroke, because a template asks five questions about each cell."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tongxin.base.lazy import LazyText
from tongxin.base.ui.filling import filled
from tongxin.base.ui.templatetags.ui import when
from tongxin.collab.views.queries.kinds import Cell, Column, ListKind, RowHead

_LONGEST = 80


class Drawn(NamedTuple):
    """A cell, and the field that is edited in its place."""

    cell: Cell
    edit: str = ""


class Head(NamedTuple):
    """A column's heading. `url` sorts by it; `sorted` is "ascending", "descending" or nothing; `total` stands at the foot."""

    label: LazyText
    url: str
    sorted: str
    is_figure: bool
    total: str = ""


def cell_of(row: Any, column: Column, now: datetime) -> Cell:  # Any: a row of the kind
    """What a row has in one of the room's columns."""
    if column.cell is not None:
        return column.cell(row, now)
    value = getattr(row, column.key)
    css = "r mut" if column.is_figure else "mut wide"
    if isinstance(value, date):
        return Cell(when(value), css)
    text = "" if value is None else str(value)
    return Cell(f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text, css)


def cells_of(
    row: Any,
    columns: Sequence[Column],
    now: datetime,
    editable: Collection[str] = (),  # Any: as above
) -> dict[str, Drawn]:
    """The cells of one row by key; the columns named in `editable` can be edited in their place."""
    return {
        column.key: Drawn(cell_of(row, column, now), column.key if column.key in editable else "") for column in columns
    }


_HEAD = (
    '<tr data-row><td class="pick"><input type="checkbox" class="check" data-row name="ids" value="{0}" aria-label="{1}"></td>'
    '<td data-phone="title"><span class="who">{2}<span class="col"><a href="{4}">{1}</a><small>{3}</small></span></span>'
)
_PEEK = '<a hidden data-peek href="{5}" data-dialog-load="sheet"></a>'


@lru_cache(maxsize=512)
def _shape(kind: str, has_peek: bool, cells: tuple[tuple[str, str, str], ...]) -> SafeString:
    """A row with places for what it holds: number, name, portrait, what stands under the name, addresses, then the cells."""
    drawn = []
    for place, (css, phone, edit) in enumerate(cells, start=6):
        classes = format_html(' class="{}"', css) if css else ""
        on_phone = format_html(' data-phone="{}"', phone) if phone else ""
        address = format_html(' data-edit="{}"', f"/lists/{kind}/cells/{{0}}/{edit}/") if edit else ""
        drawn.append(f"<td{classes}{on_phone}{address}>{{{place}}}</td>")
    return SafeString(f"{_HEAD}{_PEEK if has_peek else ''}</td>{''.join(drawn)}</tr>")


def drawn_row(kind: ListKind, number: int, head: RowHead, cells: Sequence[Drawn]) -> SafeString:
    """A row of the table."""
    shape = _shape(kind.kind, bool(head.peek), tuple((one.cell.css, one.cell.phone, one.edit) for one in cells))
    values = (number, head.name, head.portrait, head.under, head.url, head.peek, *(one.cell.html for one in cells))
    return filled(shape, values)
