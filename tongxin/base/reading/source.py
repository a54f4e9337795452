"""What the reader gives: a source with sheets of columns and rows, or with cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal, TypeAlias

from .cards import Card, CardFile
from .cells import Cell
from .grid import Grid
from .layout import Column, Layout, lay_out
from .table_rows import data_rows

Kind: TypeAlias = Literal["table", "cards"]
Format: TypeAlias = Literal["xlsx", "xls", "csv", "vcf", "html", "xml"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data. `cells` has one entry for each column; what stands right of the columns is in `extra`.

    `number` is the row number a person sees in a spreadsheet, counted from 1.
    """

    number: int
    cells: list[Cell]
    extra: list[Cell]


@dataclass
class Sheet:
    """One table. Its layout is found when first asked for, from its first rows alone.

    `chosen_header` is the row number a person chose for the headings (0: there are none), None to find it.
    """

    grid: Grid
    chosen_header: int | None = None

    @property
    def name(self) -> str:
        return self.grid.name

    @property
    def hidden(self) -> bool:
        return self.grid.hidden

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.grid, self.chosen_header)

    @property
    def columns(self) -> list[Column]:
        """Column `i` stands in `cells[i]` of each row."""
        return self.layout.columns

    @property
    def header_row(self) -> int | None:
        """The number of the last heading row; None when the table has no headings."""
        return self.layout.header_row

    @property
    def first_row(self) -> int:
        """The number of the first row of data (of the row after the headings when there are no data)."""
        return self.layout.first_row

    @property
    def row_count(self) -> int | None:
        """How many rows of data there are; None when that is only known after reading them all."""
        return self.layout.row_count

    def rows(self, start: int = 0, *, after: int = 0) -> Iterator[Row]:
        """The rows of data in file order, from the one with index `start` (counted from 0).

        To go on after a pause, `after` with the number of the last row done is quicker than `start`: rows up to it
        are passed over without reading their cells. Blank rows, repeated headings and the sums and footers at the end are left out.
        """
        width = len(self.columns)
        for number, cells in islice(data_rows(self.grid, self.layout, after), start, None):
            padding: list[Cell] = [None] * (width - len(cells))
            yield Row(number, cells[:width] + padding, [cell for cell in cells[width:] if cell is not None])

    @property
    def notes(self) -> list[str]:
        """What a person should know about this sheet; complete once the rows have been read."""
        return self.layout.notes + self.grid.notes()


@dataclass
class Source:
    """An opened file. A table has `sheets`, of which `chosen` is the one to take in; a card file has `cards()`."""

    name: str
    format: Format
    encoding: str = ""
    encoding_confidence: float = 1.0
    separator: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    chosen: Sheet | None = None
    card_file: CardFile | None = None
    own_notes: list[str] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        return "cards" if self.card_file is not None else "table"

    @property
    def notes(self) -> list[str]:
        """Warnings in the reader's language, each once."""
        found = list(self.own_notes)
        if self.card_file is not None:
            found += self.card_file.notes()
        if self.chosen is not None:
            found += self.chosen.notes
        return list(dict.fromkeys(found))

    def cards(self) -> Iterator[Card]:
        """The cards of a card file in file order; nothing for a table."""
        return iter(()) if self.card_file is None else self.card_file.cards()
