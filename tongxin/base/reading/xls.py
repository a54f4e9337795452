"""Workbooks in the old binary format, read whole by calamine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .archives import DAMAGED
from .cells import is_cut, tidy
from .grid import RawRow
from .limits import HELD_BYTES, MEGABYTE, SHEETS
from .refusal import Unreadable, cut_note

PASSWORD: Final = _("The file is protected by a password. Save it without one and import it again.")
_ERRORS: Final = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


@dataclass
class XlsGrid:
    """One sheet of an old workbook."""

    book: CalamineWorkbook
    name: str
    hidden: bool
    writes_all_cells: bool = False
    _said: dict[str, None] = field(default_factory=dict, init=False)

    def notes(self) -> list[str]:
        return list(self._said)

    def rows(self, after: int = 0) -> Iterator[RawRow]:
        sheet = _sheet(self.book, self.name)
        if sheet.start is None:
            return
        # Rows come from the first used one on in `iter_rows`, with every column from the first.
        for number, values in islice(enumerate(sheet.iter_rows(), 1), after, None):
            cells = [None if value in _ERRORS else tidy(value) for value in values]
            if any(map(is_cut, cells)):
                self._said.setdefault(cut_note())
            yield number, cells


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """Whatever the library makes of a damaged file becomes `Unreadable`, its panics too.

    A panic reaches Python as an exception that derives from BaseException and cannot be imported by name.
    """
    try:
        yield
    except PasswordError as error:
        raise Unreadable(PASSWORD) from error
    except CalamineError as error:
        raise Unreadable(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(DAMAGED) from error


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet:
    with _refusing_damage():
        return book.get_sheet_by_name(name)


def _contains(path: Path, *streams: str) -> bool:
    """Whether the container's directory names one of the streams; names are stored in UTF-16."""
    content = path.read_bytes()
    return any(stream.encode("utf-16-le") + b"\0\0" in content for stream in streams)


def open_xls(path: Path) -> list[XlsGrid]:
    """The sheets of an old workbook. Other documents in the same container format are refused by name."""
    if path.stat().st_size > HELD_BYTES:
        raise Unreadable(
            _("An old .xls file may have up to %(limit)d MB. Save it as .xlsx and import that."),
            limit=HELD_BYTES // MEGABYTE,
        )
    if _contains(path, "EncryptedPackage", "EncryptionInfo"):
        raise Unreadable(PASSWORD)
    if not _contains(path, "Workbook", "Book"):
        if _contains(path, "WordDocument", "PowerPoint Document"):
            raise Unreadable(_("This is a document, not a table. Copy its table into Excel and save it as .xlsx."))
        raise Unreadable(_("This file comes from another program. Open it there and save it as .xlsx or .csv."))
    with _refusing_damage():
        book = CalamineWorkbook.from_path(path)
    return [
        XlsGrid(book, sheet.name, sheet.visible is not SheetVisibleEnum.Visible)
        for sheet in book.sheets_metadata[:SHEETS]
        if sheet.typ is SheetTypeEnum.WorkSheet
    ]
