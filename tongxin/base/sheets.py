"""The one writer of tables for spreadsheets. Cells are text, never formulas.

In CSV a cell that a spreadsheet would run as a formula gets an apostrophe in front, which the importer takes off again.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
FORMATS = ("xlsx", "csv", "json")
LONGEST = 32_000  # signs of a cell of a workbook, which holds 32,767 at most; what is left is for saying so


class Marked(str):
    """A cell that stands out in a spreadsheet: the one to look at."""

    __slots__ = ()


class Written(NamedTuple):
    """How many rows were written, and of how many cells only the beginning."""

    rows: int
    cut: int = 0


def neutral(text: str) -> str:
    """The cell as a spreadsheet may read it without running anything."""
    return (
        f"'{text}"
        if text.startswith(STARTS_FORMULA) or (text.startswith("'") and text[1:].startswith((*STARTS_FORMULA, "'")))
        else text
    )


def as_typed(text: str) -> str:
    """The cell as it was before `neutral`."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*STARTS_FORMULA, "'")) else text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """CSV with a byte-order mark, so that Excel reads it as UTF-8. One piece per thousand rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([neutral(heading) for heading in headings])
    for number, row in enumerate(rows, start=1):
        writer.writerow([neutral(cell) for cell in row])
        if number % 1000 == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def write_xlsx(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], *, sheet: str = "Tongxin"
) -> Written:
    """One sheet with bold headings and a frozen first row. Flat memory. What no cell of a workbook holds is cut, and the cell says so."""
    from xlsxwriter import Workbook  # few starts of the program write one

    count = cut = 0
    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet[:31])
        bold = book.add_format({"bold": True})
        marked = book.add_format({"bg_color": "#FBE3B5"})
        page.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            page.write_string(0, column, heading, bold)
            page.set_column(column, column, min(40, max(10, 2 * len(heading))))
        for count, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if not cell:
                    continue
                cut += len(cell) > LONGEST
                page.write_string(count, column, _fitting(cell), *([marked] if isinstance(cell, Marked) else []))
    return Written(count, cut)


def _fitting(cell: str) -> str:
    if len(cell) <= LONGEST:
        return cell
    words = _("… %(n)d more signs don't fit into a cell of a workbook; in a CSV or JSON file they are there.")
    return cell[:LONGEST] + words % {"n": len(cell) - LONGEST}


def write_file(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Written:
    """Write xlsx, csv or json as the ending says."""
    if path.suffix == ".xlsx":
        return write_xlsx(path, headings, rows)
    counted = _Counted(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            file.writelines(csv_lines(headings, counted))
        else:
            _write_json(file, headings, counted)
    return Written(counted.count)


class _Counted:
    """Rows, counted as they pass."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Sequence[str]]:
        for row in self.rows:
            self.count += 1
            yield row


def _write_json(file: io.TextIOBase, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    file.write("[")
    for number, row in enumerate(rows):
        line = json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False)
        file.write(f"{',' if number else ''}\n{line}")
    file.write("\n]\n")
