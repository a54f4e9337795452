"""Shelves: every kind of record has its own range in the index."""

import zlib
from collections.abc import Iterable

_SHELVES = 36**3


class ShelfShared(ValueError):
    """Two kinds of record would stand on one shelf: one of them needs another name."""


def shelf_of(kind: str) -> int:
    """The number of a kind's shelf, computed from its name so that no table of numbers is needed; below 2¹⁶."""
    return zlib.crc32(kind.encode()) % _SHELVES


def check_shelves(kinds: Iterable[str]) -> None:
    """Raises ShelfShared when two kinds have one shelf."""
    taken: dict[int, str] = {}
    for kind in kinds:
        other = taken.setdefault(shelf_of(kind), kind)
        if other != kind:
            raise ShelfShared(f"search can't tell {kind!r} from {other!r}: rename one of these kinds")
