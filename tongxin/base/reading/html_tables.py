"""Web pages saved as `.xls`, which many business programs give out as "Excel"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .archives import DAMAGED
from .cells import Cell, tidy_text
from .grid import RawRow
from .limits import COLUMNS, HELD_BYTES, MEGABYTE, SHEETS
from .refusal import Unreadable, too_many_columns

_CHUNK: Final = 256 * 1024
_PENDING: Final = 8 * MEGABYTE  # of one tag or comment that has not ended
_SPAN_LIMIT: Final = COLUMNS
_UNSEEN: Final = frozenset({"script", "style", "head", "xml"})
_BREAKS: Final = frozenset({"br", "p", "div"})


@dataclass
class HeldGrid:
    """A sheet whose rows are already in memory."""

    name: str
    held: list[RawRow] = field(default_factory=list)
    hidden: bool = False
    writes_all_cells: bool = False

    def rows(self, after: int = 0) -> Iterator[RawRow]:
        return (row for row in self.held if row[0] > after)

    def notes(self) -> list[str]:
        return []


class _Tables(HTMLParser):
    """Collects tables. A table inside a cell gives its text to the cell: such pages use it for layout only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[RawRow]] = []
        self._depth = self._unseen = 0
        self._row: list[Cell] | None = None
        self._text: list[str] | None = None
        self._across = self._down = 1
        # Column -> how many rows below still belong to a cell that began above.
        self._reaching: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self._reaching = {}
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._row = []
        elif self._depth == 1 and tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
        elif self._depth == 1 and tag == "tr":
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._unseen:
            self._text.append(data)

    def close(self) -> None:
        # What was begun and never ended is let go: the parser would look for the end of each of a million such beginnings.
        if self.rawdata.startswith("<"):
            self.rawdata = ""
        super().close()
        self._end_row()

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        self._row = [] if self._row is None else self._row
        self._skip_reaching()
        self._across, self._down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        self._text = []

    def _skip_reaching(self) -> None:
        while self._row is not None and self._reaching.get(len(self._row), 0) > 0:
            self._reaching[len(self._row)] -= 1
            self._row.append(None)

    def _end_cell(self) -> None:
        if self._text is None or self._row is None:
            return
        at = len(self._row)
        self._row += [tidy_text("".join(self._text).strip()), *[None] * (self._across - 1)]
        if self._down > 1:
            self._reaching.update(dict.fromkeys(range(at, len(self._row)), self._down - 1))
        self._text = None
        if len(self._row) > COLUMNS:
            raise too_many_columns(len(self._row))

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None and self.tables:
            self._skip_reaching()
            self.tables[-1].append((len(self.tables[-1]) + 1, self._row))
        self._row = None


def _span(value: str | None) -> int:
    return max(1, min(int(value), _SPAN_LIMIT)) if value and value.strip().isdecimal() else 1


def open_html(path: Path, encoding: str) -> list[HeldGrid]:
    """The tables of a page that have more than one row, or its only table."""
    if path.stat().st_size > HELD_BYTES:
        raise Unreadable(
            _("This table is a web page larger than %(limit)d MB. Open it in Excel or WPS and save it as .xlsx."),
            limit=HELD_BYTES // MEGABYTE,
        )
    parser = _Tables()
    with path.open(encoding=encoding, errors="replace") as stream:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            if len(parser.rawdata) > _PENDING:
                raise Unreadable(DAMAGED)
    parser.close()
    tables = [table for table in parser.tables if len(table) > 1][:SHEETS] or parser.tables[:1]
    if not tables:
        raise Unreadable(_("This is a web page without a table. Export the data as .xlsx or .csv."))
    return [HeldGrid(gettext("Table %(number)d") % {"number": at}, table) for at, table in enumerate(tables, 1)]
