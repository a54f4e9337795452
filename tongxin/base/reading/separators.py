"""Which character separates the cells of a text table."""

import csv
from collections import Counter
from collections.abc import Sequence
from typing import Final

CANDIDATES: Final = "\t,;|，；、^~\x01:"
DEFAULT: Final = ","
# Marks that also stand inside ordinary text need better evidence than a tab.
_CREDIT: Final = {"\t": 1.15, ",": 1.1, ";": 1.05, "|": 1.05, "，": 0.9, "；": 0.9, "、": 0.6, ":": 0.5, "~": 0.8}


def named_separator(first_line: str) -> str | None:
    """The separator that a first line `sep=;` names, as some spreadsheets write it."""
    line = first_line.strip().strip('"')
    return line[4:] if line[:4].lower() == "sep=" and len(line) == 5 else None


def detect_separator(lines: Sequence[str]) -> str:
    """The separator under which most lines have the same, and the largest, number of cells."""
    return max(CANDIDATES, key=lambda separator: _evenness(lines, separator), default=DEFAULT) if lines else DEFAULT


def _evenness(lines: Sequence[str], separator: str) -> float:
    if not any(separator in line for line in lines):
        return 0.1 if separator == DEFAULT else 0.0
    counts = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if any(map(str.strip, row)))
    if not counts:
        # Nothing but this separator and blanks: an empty table, and surely divided by it.
        return 0.5
    width, agreeing = max(counts.items(), key=lambda item: (item[1] * min(item[0], 4), item[0]))
    if width < 2:
        return 0.05
    share = agreeing / counts.total()
    return share * _CREDIT.get(separator, 0.7) * (1 + min(width, 30) / 100)
