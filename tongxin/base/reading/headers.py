"""Where the headings of a table are, and where its data begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .cells import Cell, as_text, is_blank
from .grid import RawRow
from .heading_words import has_han, is_heading_word, is_unit, opens_example
from .limits import HEADING_CHARACTERS
from .value_shapes import Shape, shape

_SEARCHED_ROWS: Final = 25
_BODY_ROWS: Final = 20
_THRESHOLD: Final = 0.45
_PER_ROW_DOWN: Final = 0.04
_REMARK_CHARACTERS: Final = 25
_MOST_EXAMPLES: Final = 4


@dataclass(frozen=True, slots=True)
class Header:
    """Positions, in the list of rows looked at: which rows hold headings, and the first row of data after them."""

    heading_rows: tuple[int, ...]
    first_data: int


def find_header(rows: Sequence[RawRow], fixed: int | None = None) -> Header:
    """The header among the first non-blank rows of a sheet.

    `fixed` is the row number a person chose; 0 says that there is no header. Rows above a header are titles and
    instructions; a table without header starts at its first row.
    """
    if fixed == 0 or not rows:
        return Header((), 0)
    best = _best_row(rows) if fixed is None else _position(rows, fixed)
    if best is None:
        return Header((), 0)
    block = _with_neighbours(rows, best)
    return Header(block, _first_data(rows, block[-1] + 1))


def _position(rows: Sequence[RawRow], number: int) -> int | None:
    return next((at for at, (row_number, _cells) in enumerate(rows) if row_number >= number), None)


def _best_row(rows: Sequence[RawRow]) -> int | None:
    width = _usual_width(rows)
    scores = [
        _score(cells, [body for _number, body in rows[at + 1 : at + 1 + _BODY_ROWS]], width, is_only=len(rows) == 1)
        - _PER_ROW_DOWN * at
        for at, (_number, cells) in enumerate(rows[:_SEARCHED_ROWS])
    ]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] + _PER_ROW_DOWN * best >= _THRESHOLD else None


def _usual_width(rows: Sequence[RawRow]) -> int:
    counts = sorted(sum(not is_blank(cell) for cell in cells) for _number, cells in rows)
    return max(1, counts[int(len(counts) * 0.9)] if len(counts) > 1 else counts[-1])


def _score(cells: Sequence[Cell], body: Sequence[Sequence[Cell]], width: int, *, is_only: bool) -> float:
    """How much a row looks like headings: short distinct words over values of other kinds, as wide as the table."""
    filled = [(at, as_text(cell), shape(cell)) for at, cell in enumerate(cells) if not is_blank(cell)]
    if not filled:
        return -1.0
    known = sum(kind == "word" and is_heading_word(text) for _at, text, kind in filled) / len(filled)
    likeness = sum(_likeness(text, kind) for _at, text, kind in filled) / len(filled)
    repeated = 1 - len({text for _at, text, _kind in filled}) / len(filled)
    change = sum(kind == "word" and _differs(at, body) for at, _text, kind in filled) / len(filled)
    # A Chinese row without one word that heads columns, over more of the same, is the first row of data.
    strange = (
        0.5 if not is_only and not known and change < 0.2 and any(has_han(text) for _at, text, _kind in filled) else 0.0
    )
    breadth = min(1.0, len(filled) / width)
    return float((likeness + 0.8 * known + 0.6 * change - 0.4 * repeated - strange) * breadth**1.5)


def _likeness(text: str, kind: Shape) -> float:
    if kind != "word":
        return -1.5
    return 0.6 if len(text) <= 24 and not any(mark in text for mark in "；;！!？") else 0.1


def _differs(at: int, body: Sequence[Sequence[Cell]]) -> bool:
    below = Counter(shape(cells[at]) for cells in body if at < len(cells) and not is_blank(cells[at]))
    return bool(below) and below["word"] < 0.5 * below.total()


def _texts(cells: Sequence[Cell]) -> dict[int, str]:
    return {at: as_text(cell) for at, cell in enumerate(cells) if not is_blank(cell)}


def _with_neighbours(rows: Sequence[RawRow], best: int) -> tuple[int, ...]:
    """The header row with a row of group headings above it, or of finer headings or units below it."""
    block = [best]
    if best > 0 and rows[best - 1][0] == rows[best][0] - 1 and _groups(rows[best - 1][1], rows[best][1]):
        block.insert(0, best - 1)
    below = best + 1
    if below < len(rows) and _refines(rows[best][1], rows[below][1]):
        block.append(below)
        below += 1
    if below < len(rows) and _is_units(rows[below][1]):
        block.append(below)
    return tuple(block)


def _groups(above: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """Whether the row above names groups of the columns: some of its cells reach over several headings."""
    upper, lower = _texts(above), _texts(header)
    if len(upper) < 2 or any(len(text) > 20 or shape(text) != "word" for text in upper.values()):
        return False
    fills_gaps = any(at in upper and at not in lower for at in upper)
    reaches = any(at in lower and at not in upper and _owner(at, upper, lower) is not None for at in lower)
    return reaches and (fills_gaps or len(upper) < len(lower))


def _refines(header: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the row below divides some headings: it is blank under most and has headings where they reach."""
    upper, lower = _texts(header), _texts(below)
    if len(lower) < 2 or not all(shape(text) == "word" and is_heading_word(text) for text in lower.values()):
        return False
    return any(at not in upper for at in lower) and any(at not in lower for at in upper)


def _is_units(cells: Sequence[Cell]) -> bool:
    texts = _texts(cells)
    return bool(texts) and all(map(is_unit, texts.values()))


def _owner(at: int, upper: dict[int, str], lower: dict[int, str]) -> int | None:
    """The group heading that reaches over a column: the nearest to the left that has a finer heading under it."""
    for left in range(at, -1, -1):
        if left in upper:
            return left if left in lower else None
        if left not in lower:
            return None
    return None


def _first_data(rows: Sequence[RawRow], at: int) -> int:
    """Past examples and remarks that stand right under the headings; many rows that begin so are data."""
    past = at
    while past + 1 < len(rows) and _is_remark(rows[past][1]):
        past += 1
    return past if past - at <= _MOST_EXAMPLES else at


def _is_remark(cells: Sequence[Cell]) -> bool:
    texts = list(_texts(cells).values())
    return bool(texts) and (
        opens_example(texts[0]) or (len(texts) == 1 and len(texts[0]) > _REMARK_CHARACTERS and len(cells) > 2)
    )


def join_headings(rows: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """One heading for each column from the rows of a header: "联系人 · 手机" where a group reaches over columns."""
    joined: dict[int, list[str]] = {}
    for depth, cells in enumerate(rows):
        texts = _texts(cells)
        finer = _texts(rows[depth + 1]) if depth + 1 < len(rows) else {}
        for at in sorted(set(texts) | set(finer)):
            owner = at if at in texts else _owner(at, texts, finer)
            if owner is not None and (words := " ".join(texts[owner][:HEADING_CHARACTERS].split())) not in joined.get(
                at, []
            ):
                joined.setdefault(at, []).append(words)
    return {at: " · ".join(parts) for at, parts in joined.items()}
