"""Sheets of an .xlsx workbook, read as a stream: memory does not grow with the number of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .archives import unpacking
from .grid import RawRow
from .limits import SHEETS
from .xlsx_parts import SheetPart, Workbook, read_workbook
from .xlsx_rows import RowListener
from .xlsx_texts import SharedTexts, read_shared_texts
from .xlsx_xml import feed_xml


@dataclass
class _Book:
    """What the sheets of one file share. The texts are read when the first sheet needs them."""

    path: Path
    workbook: Workbook
    texts: SharedTexts | None = None


@dataclass
class XlsxGrid:
    """One sheet of a workbook."""

    book: _Book
    sheet: SheetPart
    writes_all_cells: bool = False
    _said: dict[str, None] = field(default_factory=dict, init=False)

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def hidden(self) -> bool:
        return self.sheet.hidden

    def notes(self) -> list[str]:
        return list(self._said)

    def rows(self, after: int = 0) -> Iterator[RawRow]:
        with unpacking(self.book.path) as archive:
            if self.book.texts is None:
                part = self.book.workbook.shared_strings
                self.book.texts = read_shared_texts(archive, part) if part else SharedTexts()
            listener = RowListener(self.book.workbook, self.book.texts, self._said, after)
            for _piece in feed_xml(archive, self.sheet.part, listener):
                yield from listener.finished
                listener.finished.clear()


def open_xlsx(path: Path) -> list[XlsxGrid]:
    """The sheets of a workbook that hold cells, in its order."""
    with unpacking(path) as archive:
        workbook = read_workbook(archive)
    book = _Book(path, workbook)
    return [XlsxGrid(book, sheet) for sheet in workbook.sheets[:SHEETS]]
