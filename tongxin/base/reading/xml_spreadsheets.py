"""Workbooks of the XML form that Excel 2003 wrote and some programs still give out as `.xls`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from .archives import DAMAGED
from .cells import Cell, CellError, tidy, tidy_text
from .html_tables import HeldGrid
from .limits import COLUMNS, HELD_BYTES, MEGABYTE, ROWS, SHEETS
from .refusal import Unreadable, too_many_columns
from .xlsx_xml import refuse_doctype

_SPACE: Final = "urn:schemas-microsoft-com:office:spreadsheet "


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[HeldGrid] = []
        self._row: list[Cell] = []
        self._number = 0
        self._kind = "String"
        self._across = 0
        self._text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "Worksheet":
            self.sheets.append(HeldGrid(attributes.get(_SPACE + "Name", "")))
            self._number = 0
        elif tag == "Row":
            self._number = int(attributes.get(_SPACE + "Index", self._number + 1))
            self._row = []
        elif tag == "Cell":
            self._begin_cell(attributes)
        elif tag == "Data":
            self._kind, self._text = attributes.get(_SPACE + "Type", "String"), []

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = int(attributes.get(_SPACE + "Index", len(self._row) + 1)) - 1
        self._across = int(attributes.get(_SPACE + "MergeAcross", 0))
        if max(place, len(self._row)) + self._across >= COLUMNS:
            raise too_many_columns(place + self._across + 1)
        self._row += [None] * (place - len(self._row))
        self._row.append(None)

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "Data" and self._text is not None and self._row:
            self._row[-1] = _value("".join(self._text), self._kind)
            self._text = None
        elif tag == "Cell":
            self._row += [None] * self._across
        elif tag == "Row" and self.sheets and self._number <= ROWS:
            self.sheets[-1].held.append((self._number, self._row))


def _value(text: str, kind: str) -> Cell:
    if kind == "Number":
        return tidy(float(text)) if text.strip() else None
    if kind == "DateTime":
        found = datetime.fromisoformat(text)
        return found.date() if text.endswith("T00:00:00.000") else found
    if kind == "Boolean":
        return text.strip() == "1"
    return CellError(text) if kind == "Error" else tidy_text(text)


def open_xml_spreadsheet(path: Path) -> list[HeldGrid]:
    """The sheets of such a workbook. Document types and entities are refused."""
    if path.stat().st_size > HELD_BYTES:
        raise Unreadable(
            _("This workbook is larger than %(limit)d MB. Open it in Excel or WPS and save it as .xlsx."),
            limit=HELD_BYTES // MEGABYTE,
        )
    workbook = _Workbook()
    parser = expat.ParserCreate(None, " ")
    parser.StartElementHandler, parser.EndElementHandler = workbook.start, workbook.end
    parser.CharacterDataHandler = workbook.text
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable(DAMAGED) from error
    return workbook.sheets[:SHEETS]
