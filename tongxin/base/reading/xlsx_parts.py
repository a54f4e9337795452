"""The small parts of an .xlsx workbook: its sheets and its number formats."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final

from .archives import DAMAGED
from .refusal import Unreadable
from .xlsx_xml import StartListener, read_xml

_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_PATTERN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS: Final = re.compile(r"[ymdhs年月日时分秒]|AM/PM|上午/下午", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    part: str
    hidden: bool


@dataclass
class Workbook:
    """The sheets in workbook order; `dates` tells by style index whether a number is a moment."""

    sheets: list[SheetPart] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    counts_from_1904: bool = False
    shared_strings: str | None = None


def read_workbook(archive: zipfile.ZipFile) -> Workbook:
    """The workbook's table of contents and its styles."""
    parts = {name.lower().replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
    main = next((name for lower, name in parts.items() if lower.endswith("xl/workbook.xml")), None)
    if main is None:
        raise Unreadable(DAMAGED)
    folder, filename = posixpath.split(main)
    targets, kinds = _relations(archive, parts.get(f"{folder}/_rels/{filename}.rels".lower()), folder, parts)
    workbook = Workbook(shared_strings=kinds.get("sharedStrings"))
    _contents(archive, main, targets, workbook)
    if styles := kinds.get("styles"):
        workbook.dates = _date_styles(archive, styles)
    return workbook


def _relations(
    archive: zipfile.ZipFile, rels: str | None, folder: str, parts: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Parts by relation id and by the last word of the relation's type."""
    by_id: dict[str, str] = {}
    by_kind: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        full = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        if stored := parts.get(full.lower()):
            by_id[attributes.get("Id", "")] = stored
            by_kind.setdefault(attributes.get("Type", "").rpartition("/")[2], stored)

    if rels:
        read_xml(archive, rels, StartListener(start))
    return by_id, by_kind


def _contents(archive: zipfile.ZipFile, main: str, targets: dict[str, str], workbook: Workbook) -> None:
    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            workbook.counts_from_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            part = targets.get(relation, "")
            if "chartsheet" not in part.lower() and part:
                hidden = attributes.get("state", "visible") != "visible"
                workbook.sheets.append(SheetPart(attributes.get("name", ""), part, hidden))

    read_xml(archive, main, StartListener(start))


def _date_styles(archive: zipfile.ZipFile, part: str) -> list[bool]:
    custom: dict[int, bool] = {}
    styles: list[bool] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            custom[int(attributes.get("numFmtId", 0))] = is_date_format(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "cellStyles":
            inside = False
        elif name == "xf" and inside:
            number_format = int(attributes.get("numFmtId", 0))
            styles.append(custom.get(number_format, number_format in _BUILT_IN_DATES))

    read_xml(archive, part, StartListener(start))
    return styles


def is_date_format(code: str) -> bool:
    """Whether a spreadsheet's number format shows a day or a time."""
    pattern = _NOT_PATTERN.sub("", code.partition(";")[0])
    return "general" not in pattern.lower() and bool(_DATE_LETTERS.search(pattern))
