"""To whom a new lead goes."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tongxin.base.chinese.folding import fold

_CUT = re.compile(r"[\s,，;；、/|]+")


class Rule(NamedTuple):
    """An assignment rule as plain data."""

    source: int | None
    cities: str
    words: str
    person: int | None
    unit: int | None


@dataclass(frozen=True)
class Route:
    """A person, or a unit whose turn it is to find one; neither when no rule fits."""

    person: int | None = None
    unit: int | None = None


def route_of(rules: Iterable[Rule], *, source: int | None, city: str, text: str, active: Collection[int]) -> Route:
    """The first rule that fits; one for a person who has left is passed over."""
    for rule in rules:
        fits = rule.source in (None, source) and _holds(rule.cities, city) and _holds(rule.words, text)
        if fits and (rule.person is None or rule.person in active):
            return Route(rule.person, rule.unit)
    return Route()


def next_in_turn(people: Sequence[int], given: dict[int, object]) -> int | None:
    """Whoever got none yet, else whose last one is longest ago (`given` holds the instant of the last one)."""
    return min(people, key=lambda one: (one in given, str(given.get(one, "")), one), default=None)


def _holds(wanted: str, text: str) -> bool:
    """Whether the text holds one of the words; yes where none is wanted."""
    words = [word for word in _CUT.split(fold(wanted)) if word]
    return not words or any(word in fold(text) for word in words)
