"""The layout of a sheet, found from its first rows: columns, headings, where the data begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext

from .cells import Cell, as_text, is_blank
from .grid import Grid, RawRow
from .headers import find_header, join_headings
from .limits import COLUMNS, HEAD_ROWS, SAMPLE_CHARACTERS, SAMPLES
from .refusal import too_many_columns

_LOOKED_AT_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from 0, its heading (unique in the sheet), and its first different values as text."""

    index: int
    heading: str
    samples: tuple[str, ...] = ()
    has_heading: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """`heading_cells` are the raw texts of the last heading row, to know the row again when it is repeated."""

    columns: list[Column]
    header_row: int | None
    first_row: int
    row_count: int | None
    heading_cells: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


def column_letter(index: int) -> str:
    """The letter a spreadsheet gives a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def lay_out(grid: Grid, chosen_header: int | None = None) -> Layout:
    """Read the first rows of a sheet and say how it is laid out."""
    rows, whole = _head(grid)
    header = find_header(rows, chosen_header)
    headings = join_headings([rows[at][1] for at in header.heading_rows])
    body = rows[header.first_data :]
    width = _width(headings, [cells for _number, cells in body])
    if width > COLUMNS:
        raise too_many_columns(width)
    last_heading = rows[header.heading_rows[-1]] if header.heading_rows else None
    return Layout(
        columns=_columns(headings, [cells for _number, cells in body], width),
        header_row=last_heading[0] if last_heading else None,
        first_row=body[0][0] if body else (last_heading[0] + 1 if last_heading else 1),
        row_count=0 if whole and not body else None,
        heading_cells=tuple(map(as_text, last_heading[1])) if last_heading else (),
        notes=_notes(rows, last_heading) + _ragged(body, width, grid.writes_all_cells),
    )


def _head(grid: Grid) -> tuple[list[RawRow], bool]:
    """The first rows that are not blank, and whether they are all."""
    seen = islice(grid.rows(), _LOOKED_AT_ROWS)
    filled = ((number, cells) for number, cells in seen if not all(map(is_blank, cells)))
    rows = list(islice(filled, HEAD_ROWS + 1))
    return rows[:HEAD_ROWS], len(rows) <= HEAD_ROWS


def _width(headings: dict[int, str], body: Sequence[Sequence[Cell]]) -> int:
    """Columns that have a heading, and those right of them that hold something in a good part of the rows."""
    width = max(headings, default=-1) + 1
    widest = max(map(len, body), default=0)
    for at in range(widest - 1, width - 1, -1):
        filled = sum(at < len(cells) and not is_blank(cells[at]) for cells in body)
        if filled and (not headings or filled >= max(2, 0.3 * len(body))):
            return at + 1
    return width


def _columns(headings: dict[int, str], body: Sequence[Sequence[Cell]], width: int) -> list[Column]:
    taken: set[str] = set()
    columns = []
    for at in range(width):
        own = headings.get(at, "")
        heading = _unique(own or gettext("Column %(letter)s") % {"letter": column_letter(at)}, taken)
        columns.append(Column(at, heading, _samples(body, at), bool(own)))
    return columns


def _unique(heading: str, taken: set[str]) -> str:
    name, times = heading, 1
    while name in taken:
        times += 1
        name = f"{heading} ({times})"
    taken.add(name)
    return name


def _samples(body: Sequence[Sequence[Cell]], at: int) -> tuple[str, ...]:
    texts = (as_text(cells[at])[:SAMPLE_CHARACTERS] for cells in body if at < len(cells))
    return tuple(islice(dict.fromkeys(text for text in texts if text), SAMPLES))


def _notes(rows: Sequence[RawRow], last_heading: RawRow | None) -> list[str]:
    notes = []
    if last_heading is None and rows:
        notes.append(gettext("No headings were found; the columns are called by their letters."))
    if last_heading is not None and last_heading[0] > 1 and rows[0][0] < last_heading[0]:
        notes.append(
            gettext("The headings are in row %(row)d; what stands above was left out.") % {"row": last_heading[0]}
        )
    return notes


def _ragged(body: Sequence[RawRow], width: int, writes_all_cells: bool) -> list[str]:
    long = [number for number, cells in body if not all(map(is_blank, cells[width:]))]
    short = [number for number, cells in body if writes_all_cells and len(cells) < width]
    notes = []
    if long:
        notes.append(
            gettext("Some rows have more cells than there are columns; the rest was set aside (first in row %(row)d).")
            % {"row": long[0]}
        )
    if short:
        notes.append(
            gettext("Some rows have fewer cells than there are columns (first in row %(row)d).") % {"row": short[0]}
        )
    return notes
