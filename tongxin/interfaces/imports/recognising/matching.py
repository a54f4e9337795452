"""How surely a heading means a field, by its words alone."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from .headings import apart, heading_key, meanings, telling_names, without_number

_SHORTEST_INSIDE: Final = 2
_GROUP_MARK: Final = " · "


def heading_fit(heading: str, field: str, own_names: Sequence[str] = ()) -> float:
    """0..1. `own_names` are the field's label and further names besides those known for its key.

    "联系人 · 手机" is tried as a whole, then by its finer part alone; "CompanyName" as two words, too.
    """
    names = frozenset(filter(None, map(heading_key, own_names)))
    parts = heading.split(_GROUP_MARK)
    tries = [(heading_key("".join(parts)), 1.0)]
    if len(parts) > 1:
        tries += [(heading_key(parts[-1]), 0.95), (heading_key(parts[0]), 0.7)]
    if (words := apart(heading)) != heading:
        tries.append((heading_key(words), 1.0))
    return max((weight * _fit(key, field, names) for key, weight in tries if key), default=0.0)


@lru_cache(maxsize=50_000)
def _fit(key: str, field: str, names: frozenset[str]) -> float:
    if key in names:
        return 1.0
    exact = meanings().get(key, {}).get(field, 0.0)
    plain = without_number(key)
    repeated = 0.95 * max(meanings().get(plain, {}).get(field, 0.0), float(plain in names))
    best = max(exact, repeated)
    # A heading known for something else is not stretched to fit.
    if best or key in meanings() or plain in meanings():
        return best
    return max((_near(key, name) for name in (*names, *telling_names(field))), default=0.0)


def _near(key: str, name: str) -> float:
    """Words inside one another ("客户所在的城市" and "城市"), or a slip of one letter."""
    shorter, longer = sorted((key, name), key=len)
    if _is_inside(shorter, longer) and (longer.endswith(shorter) or _is_long(shorter)):
        # Headings say what they are at their end: 采购联系电话 is a telephone. A heading that is only a part of a name says less.
        ending = 0.15 if key.endswith(name) else 0.0
        return 0.4 + 0.3 * len(shorter) / len(longer) + ending if longer == key or _is_long(key) else 0.0
    if len(shorter) >= 3 and len(longer) - len(shorter) <= 1 and _distance_is_one(key, name):
        return 0.7 if len(longer) > 3 else 0.5
    return 0.0


def _is_long(words: str) -> bool:
    return " " in words if words.isascii() else len(words) >= 3


def _is_inside(shorter: str, longer: str) -> bool:
    """Latin words are not cut: "state" is not inside "statement"."""
    if shorter.isascii():
        return len(shorter) >= 4 and f" {shorter} " in f" {longer} "
    return len(shorter) >= _SHORTEST_INSIDE and shorter in longer


def _distance_is_one(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    start = next((at for at, sign in enumerate(shorter) if sign != longer[at]), len(shorter))
    if len(a) == len(b):
        swapped = (
            longer[start : start + 2][::-1] == shorter[start : start + 2]
            and longer[start + 2 :] == shorter[start + 2 :]
        )
        return a != b and (swapped or longer[start + 1 :] == shorter[start + 1 :])
    return longer[start + 1 :] == shorter[start:]
