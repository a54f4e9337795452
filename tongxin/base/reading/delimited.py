"""Text tables: csv, tsv and their relatives, read as a stream."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .cells import Cell, is_cut, tidy_text
from .encodings import text_lines
from .grid import RawRow
from .limits import COLUMNS, LINE_CHARACTERS, LINES_IN_A_CELL, ROWS
from .refusal import Unreadable, cut_note, too_many_columns
from .separators import detect_separator, named_separator

# Process-wide by nature of the csv module; our own line limit stands before it.
csv.field_size_limit(LINE_CHARACTERS + 1)

_SNIFFED_LINES = 200
_SNIFFED_CHARACTERS = 20_000


@dataclass
class DelimitedGrid:
    """One text table. Its sheet has no name of its own, so it takes the file's."""

    path: Path
    name: str
    encoding: str
    separator: str
    skip: int = 0
    hidden: bool = False
    writes_all_cells: bool = True
    _bad_characters: bool = field(default=False, init=False)
    _cut_cells: bool = field(default=False, init=False)
    _nul: bool = field(default=False, init=False)

    def rows(self, after: int = 0) -> Iterator[RawRow]:
        feed = _Lines(self)
        reader = csv.reader(feed, delimiter=self.separator)
        number = self.skip
        while True:
            number += 1
            feed.begin(number)
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise Unreadable(_UNEVEN, row=number) from error
            if number > ROWS:
                raise Unreadable(_("The file has more than %(rows)d rows. Split it and import the parts."), rows=ROWS)
            if number > after:
                yield number, self._tidied(record)

    def _tidied(self, record: list[str]) -> list[Cell]:
        if len(record) > COLUMNS:
            raise too_many_columns(len(record))
        cells: list[Cell] = [tidy_text(value) if value else None for value in record]
        self._cut_cells = self._cut_cells or any(map(is_cut, cells))
        return cells

    def look(self, line: str) -> None:
        self._bad_characters = self._bad_characters or "\ufffd" in line
        self._nul = self._nul or "\0" in line

    def notes(self) -> list[str]:
        found = []
        if self._bad_characters:
            found.append(gettext("Some characters could not be read in this encoding and are shown as �."))
        if self._nul:
            found.append(gettext("Invisible NUL characters were taken out of the text."))
        if self._cut_cells:
            found.append(cut_note())
        return found


class _Lines:
    """Feeds lines to the csv reader and stops a quotation mark that was never closed from eating the file."""

    def __init__(self, grid: DelimitedGrid) -> None:
        self._grid = grid
        self._lines = islice(text_lines(grid.path, grid.encoding, LINE_CHARACTERS), grid.skip, None)
        self._lines_in_record = 0
        self._record = 0

    def begin(self, record: int) -> None:
        self._record, self._lines_in_record = record, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None and not self._lines_in_record:
            raise StopIteration
        if line is None or self._lines_in_record > LINES_IN_A_CELL:
            raise Unreadable(_UNEVEN, row=self._record)
        self._lines_in_record += 1
        if len(line) >= LINE_CHARACTERS and not line.endswith(("\n", "\r")):
            raise Unreadable(_("Row %(row)d is so long that this cannot be a table."), row=self._record)
        if not line.isascii() or "\0" in line:
            self._grid.look(line)
        return line


_UNEVEN = _(
    "A quotation mark opened near row %(row)d is never closed. Open the file, correct that row and save it again."
)


def open_delimited(path: Path, name: str, encoding: str, separator: str | None) -> DelimitedGrid:
    """A text table whose separator is found by trying, unless it is given."""
    lines = list(islice(text_lines(path, encoding, _SNIFFED_CHARACTERS), _SNIFFED_LINES))
    named = named_separator(lines[0]) if lines else None
    chosen = separator or named or detect_separator([line.replace("\0", "") for line in lines])
    return DelimitedGrid(path, name, encoding, chosen, skip=1 if named else 0)
