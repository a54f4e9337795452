"""What a cell can hold, and how a value is said as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, TypeAlias

from .limits import CELL_CHARACTERS


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as `#REF!` that the spreadsheet itself shows in place of a result."""

    code: str


Cell: TypeAlias = str | int | float | Decimal | datetime | date | time | bool | CellError | None

CUT_MARK: Final = "…"

# NUL and the other control characters that databases and XML refuse; tab and line ends stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARK: Final = "\ufeff"
_QUOTED_FORMULA = re.compile(r'="([^"]*)"')
_APOSTROPHE = re.compile(r"['`’](?=[\d+])")
_EXACT_DIGITS = 10**15


def as_text(cell: Cell) -> str:
    """The value as a person would type it: whole numbers without `.0` or exponent, days as ISO, no outer blanks.

    A mark that spreadsheets use to force text (`="00123"`, `'00123`) is taken away. Errors and empty cells give "".
    """
    match cell:
        case None | CellError():
            return ""
        case str():
            return _plain(cell)
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() | Decimal():
            return _number_text(cell)
        case datetime() if cell.time() == time.min:
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case _:
            return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _plain(text: str) -> str:
    text = text.strip()
    if quoted := _QUOTED_FORMULA.fullmatch(text):
        return quoted[1].strip()
    return _APOSTROPHE.sub("", text, count=1) if _APOSTROPHE.match(text) else text


def _number_text(number: float | Decimal) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    if number == int(number):
        return str(int(number))
    # A spreadsheet keeps fifteen digits; what follows is noise of binary fractions.
    digits = Decimal(f"{number:.15g}") if isinstance(number, float) else number
    return f"{digits:f}"


def tidy_text(text: str) -> str | None:
    """Cell text without control characters, not longer than the limit; None when nothing is left."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text).strip(_MARK)  # within a text it is somebody's, at an end it is of the file
    if len(text) > CELL_CHARACTERS:
        text = text[:CELL_CHARACTERS] + CUT_MARK
    return text if text and not text.isspace() else None


def is_cut(cell: Cell) -> bool:
    """Whether the cell's text was longer than the limit."""
    return isinstance(cell, str) and len(cell) > CELL_CHARACTERS


def tidy(value: Cell | timedelta) -> Cell:
    """A value from a spreadsheet library as a cell: empty text is None, a span of time its text."""
    if isinstance(value, str):
        return tidy_text(value)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_DIGITS:
        return int(value)
    return value


def is_blank(cell: Cell) -> bool:
    """Whether nothing a person would see stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
