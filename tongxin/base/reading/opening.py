"""Opening a file: find out what it is, choose how to read it, and refuse what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .archives import recognise_archive
from .cards import CardFile
from .delimited import open_delimited
from .encodings import Detection, detect
from .grid import Grid
from .html_tables import open_html
from .refusal import Unreadable
from .signatures import recognise_content
from .source import Sheet, Source
from .xls import open_xls
from .xlsx import open_xlsx
from .xml_spreadsheets import open_xml_spreadsheet


def open_source(
    path: Path,
    name: str,
    encoding: str | None = None,
    separator: str | None = None,
    header_row: int | None = None,
    sheet: str | None = None,
) -> Source:
    """Open a file that somebody wants to import.

    What it is, its encoding, its separator and its headings are found from its content; each can be given instead.
    `name` is the name the file had at the person's; `header_row` counts from 1 and belongs to the chosen sheet
    (0: it has no headings); `sheet` names the one to choose. Raises `Unreadable`.
    """
    content = recognise_content(path)
    if content == "vcard":
        found = _encoding(path, encoding)
        return Source(name, "vcf", found.encoding, found.confidence, card_file=CardFile(path, found.encoding))
    if content == "zip":
        recognise_archive(path)
        return _tables(Source(name, "xlsx"), open_xlsx(path), header_row, sheet)
    if content == "ole":
        return _tables(Source(name, "xls"), open_xls(path), header_row, sheet)
    if content == "xml-spreadsheet":
        return _tables(Source(name, "xml"), open_xml_spreadsheet(path), header_row, sheet)
    found = _encoding(path, encoding)
    if content == "html":
        source = Source(name, "html", found.encoding, found.confidence)
        return _tables(source, open_html(path, found.encoding), header_row, sheet)
    grid = open_delimited(path, name, found.encoding, separator)
    source = Source(name, "csv", found.encoding, found.confidence, grid.separator)
    return _tables(source, [grid], header_row, sheet)


def _encoding(path: Path, chosen: str | None) -> Detection:
    if chosen is None:
        return detect(path)
    try:
        "".encode(chosen)
    except LookupError as error:
        raise Unreadable(_("There is no encoding called “%(name)s”."), name=chosen) from error
    return Detection(chosen, 1.0)


def _tables(source: Source, grids: Sequence[Grid], header_row: int | None, wanted: str | None) -> Source:
    source.sheets = [Sheet(grid) for grid in grids]
    source.chosen = _choose(source.sheets, wanted)
    if source.chosen is None:
        raise Unreadable(_("The file is empty."))
    if header_row is not None:
        source.chosen.chosen_header = header_row
        vars(source.chosen).pop("layout", None)
    return source


def _choose(sheets: Sequence[Sheet], wanted: str | None) -> Sheet | None:
    """The sheet asked for, or else the first visible one that holds rows under headings."""
    if wanted is not None:
        named = next((sheet for sheet in sheets if sheet.name == wanted), None)
        if named is None:
            raise Unreadable(_("There is no sheet called “%(name)s” in the file."), name=wanted)
        return named
    used = [sheet for sheet in sheets if sheet.columns]
    return min(used, key=lambda sheet: (sheet.hidden, sheet.header_row is None, len(sheet.columns) < 2), default=None)
