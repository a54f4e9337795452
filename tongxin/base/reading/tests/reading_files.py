"""Where the real files are, and small files made on the spot."""

from pathlib import Path

import pytest
import xlsxwriter
from django.utils.translation import override

from .. import Source, Unreadable, open_source

_ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").exists())
MESSY = _ROOT.parent / "shared" / "data" / "messy_imports"
REFERENCE = MESSY.parent / "reference"

needs_shared_data = pytest.mark.skipif(
    not MESSY.is_dir(), reason="the collection of real files (../shared/data) is not beside this copy"
)


def read_to_the_end(path: Path, **choices: object) -> Source:
    """The source after all its rows, opened by an English reader."""
    with override("en"):
        source = open_source(path, path.name, **choices)
        for _row in source.chosen.rows() if source.chosen else source.cards():
            pass
        return source


def notes_of(source: Source) -> list[str]:
    """The notes in English."""
    with override("en"):
        return source.notes


def refusal_of(path: Path) -> str:
    """The English sentence with which a file is refused."""
    with override("en"), pytest.raises(Unreadable) as refused:
        read_to_the_end(path)
    with override("en"):
        return refused.value.reason


def text_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, rows: list[list[object]], name: str = "list.xlsx") -> Path:
    path = folder / name
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("客户")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path
