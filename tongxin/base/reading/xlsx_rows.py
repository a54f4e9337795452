"""Rows and values from the XML of an .xlsx sheet."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .archives import DAMAGED
from .cells import Cell, CellError, is_cut, tidy_text
from .grid import RawRow
from .limits import COLUMNS, PARSED_CHARACTERS, ROWS
from .refusal import Unreadable, cut_note, too_many_columns
from .xlsx_parts import Workbook
from .xlsx_texts import SharedTexts

_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_EPOCH_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's moments have no time zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_LAST_DAY: Final = 2_958_465


class RowListener:
    """Collects rows from the events of a sheet's XML; rows up to number `after` are passed over."""

    def __init__(self, workbook: Workbook, texts: SharedTexts, said: dict[str, None], after: int) -> None:
        self.finished: list[RawRow] = []
        self._workbook, self._texts, self._said, self._after = workbook, texts, said, after
        self._row: list[Cell] = []
        self._number = self._digits = 0
        self._column = -1
        self._room = PARSED_CHARACTERS
        self._cell: dict[str, str] = {}
        self._has_formula = self._wanted = False
        self._phonetic_from: int | None = None
        self._pieces: list[str] = []

    # `c`, `v` and their text come millions of times: what is not needed at once waits for the cell's end.
    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell = attributes
            self._pieces.clear()
            self._room = PARSED_CHARACTERS
        elif name == "row":
            self._number = int(attributes.get("r") or self._number + 1)
            self._digits = len(str(self._number))
            self._row, self._column = [], -1
            self._wanted = self._number > self._after
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._phonetic_from = len(self._pieces)

    def text(self, data: str) -> None:
        if self._wanted and self._room > 0:
            self._pieces.append(data)
            self._room -= len(data)

    def end(self, name: str) -> None:
        if name == "c":
            if self._wanted:
                self._end_cell()
        elif name == "f":
            self._pieces.clear()
        elif name == "row":
            if self._number > ROWS:
                raise Unreadable(_("The file has more than %(rows)d rows. Split it and import the parts."), rows=ROWS)
            if self._wanted:
                self.finished.append((self._number, self._row))
        elif name == "rPh":
            del self._pieces[self._phonetic_from :]

    def _end_cell(self) -> None:
        reference = self._cell.get("r")
        column = _letters_index(reference[: -self._digits]) if reference else self._column + 1
        self._column = column
        value = self._value_of("".join(self._pieces))
        self._has_formula = False
        if value is None:
            return
        if column >= COLUMNS:
            raise too_many_columns(column + 1)
        gap = column - len(self._row)
        if gap < 0:
            self._row[column] = value
        elif gap:
            self._row += [None] * gap
            self._row.append(value)
        else:
            self._row.append(value)

    def _value_of(self, raw: str) -> Cell:
        kind = self._cell.get("t", "n")
        if kind == "s":
            return self._text_of(self._texts[int(raw)]) if raw else None
        if kind in ("str", "inlineStr"):
            return self._text_of(raw)
        raw = raw.strip()
        if not raw:
            if self._has_formula:
                self._say(
                    gettext("Some formulas have no saved result. Open the file in Excel or WPS and save it again.")
                )
            return None
        if kind == "b":
            return raw == "1"
        if kind == "e":
            self._say(gettext("Some cells show an error such as %(code)s; they were taken as empty.") % {"code": raw})
            return CellError(raw)
        return self._date_text(raw) if kind == "d" else self._number_of(raw)

    def _say(self, note: str) -> None:
        self._said.setdefault(note)

    def _text_of(self, text: str) -> Cell:
        if "_x" in text:
            text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        tidied = tidy_text(text)
        if is_cut(tidied):
            self._say(cut_note())
        return tidied

    def _number_of(self, raw: str) -> Cell:
        try:
            number: int | float = int(raw) if raw.isdigit() else float(raw)
        except ValueError:
            return self._text_of(raw)
        if self._is_date(int(self._cell.get("s", 0))):
            return moment(number, self._workbook.counts_from_1904)
        return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1e15 else number

    def _is_date(self, style: int) -> bool:
        return style < len(self._workbook.dates) and self._workbook.dates[style]

    def _date_text(self, raw: str) -> Cell:
        try:
            found = datetime.fromisoformat(raw)
        except ValueError:
            return raw
        return found.date() if "T" not in raw else found.replace(tzinfo=None)


@lru_cache(maxsize=20_000)
def _letters_index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise Unreadable(DAMAGED)
        index = index * 26 + ord(letter) - 64
    return max(0, index - 1)


def moment(number: float, counts_from_1904: bool = False) -> Cell:
    """A spreadsheet's day count as date, moment or time of day; the number itself when no calendar has it."""
    if not 0 <= number <= _LAST_DAY:
        return number
    # 1900-02-29, which never was, stands in every count: days before it are one off.
    shift = 1 if not counts_from_1904 and 1 <= number < 60 else 0
    epoch = _EPOCH_1904 if counts_from_1904 else _EPOCH_1900
    found = epoch + timedelta(days=shift, milliseconds=round(number * 86_400_000))
    if number < 1 and not counts_from_1904:
        return found.time()
    return (
        found.date()
        if number == int(number)
        else found.replace(microsecond=0) + timedelta(seconds=round(found.microsecond / 1_000_000))
    )
