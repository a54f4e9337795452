"""The rows of data of a sheet, without what only dresses the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from .cells import Cell, as_text, is_blank
from .grid import Grid, RawRow
from .heading_words import is_footer, is_total
from .layout import Layout
from .value_shapes import shape

# Enough for a person to see the pattern.
_NOTES = 20
_REMARK_CHARACTERS = 25


def data_rows(grid: Grid, layout: Layout, after: int = 0) -> Iterator[RawRow]:
    """Rows from the first row of data on; blank rows, repeated headings, closing sums and footers are left out."""
    held: list[RawRow] = []
    for number, cells in grid.rows(max(after, layout.first_row - 1)):
        filled = [cell for cell in cells if cell is not None and not is_blank(cell)]
        if not filled or _repeats(cells, layout):
            continue
        if _may_close(filled, len(layout.columns)):
            held.append((number, cells))
            continue
        # A sum in the middle of the table is left out as well; what looked like a footer there was none.
        if held:
            yield from (row for row in held if not _is_sum(row[1]))
            _tell(layout, [row for row in held if _is_sum(row[1])])
            held = []
        yield number, cells
    _tell(layout, held)


def _repeats(cells: list[Cell], layout: Layout) -> bool:
    """Programs that print pages repeat the headings on each."""
    headings = layout.heading_cells
    # The first cell decides nearly always.
    return len(headings) > 1 and as_text(cells[0]) == headings[0] and tuple(map(as_text, cells)) == headings


def _may_close(filled: Sequence[Cell], width: int) -> bool:
    first = filled[0]
    if not isinstance(first, str):
        return False
    is_remark = len(filled) == 1 and width > 2 and len(first) > _REMARK_CHARACTERS
    return is_remark or (len(filled) <= 4 and is_footer(first)) or _is_sum(filled)


def _is_sum(cells: Sequence[Cell]) -> bool:
    """Whether the row begins with a word for a sum and holds nothing but numbers after it."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return (
        bool(filled) and is_total(as_text(filled[0])) and all(shape(cell) in ("number", "blank") for cell in filled[1:])
    )


def _tell(layout: Layout, held: list[RawRow]) -> None:
    for number, _cells in held:
        note = gettext("Row %(row)d is a sum or a footer and was left out.") % {"row": number}
        if note not in layout.notes and len(layout.notes) < _NOTES:
            layout.notes.append(note)
