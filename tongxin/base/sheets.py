"""The one writer of tables for spreadsheets. Cells are text, never formulas.

In CSV a cell that a spreadsheet would run as a formula gets an apostrophe in front, which the importer takes off again.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xlsxwriter import Workbook

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
FORMATS = ("xlsx", "csv", "json")


class Marked(str):
    """A cell that stands out in a spreadsheet: the one to look at."""

    __slots__ = ()


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


def write_xlsx(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], *, sheet: str = "Tongxin") -> int:
    """One sheet with bold headings and a frozen first row. Flat memory. Answers the number of rows."""
    count = 0
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
                if isinstance(cell, Marked):
                    page.write_string(count, column, cell[:32000], marked)
                elif cell:
                    page.write_string(count, column, cell[:32000])
    return count


def write_file(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write xlsx, csv or json as the ending says. Answers the number of rows."""
    if path.suffix == ".xlsx":
        return write_xlsx(path, headings, rows)
    counted = _Counted(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            file.writelines(csv_lines(headings, counted))
        else:
            _write_json(file, headings, counted)
    return counted.count


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
