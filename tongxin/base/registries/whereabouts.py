"""Whereabouts: what a room may say of a record that somebody may not see, when it turns out that it is there already."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tongxin.base.registries.registry import Registry


@dataclass(frozen=True)
class Whereabout:
    """Where a record is, in words that tell nothing private; `url` where this person finds it, empty where they may not go."""

    text: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """One room's knowledge of records of a `subject`. `tell(person, ids)` answers those of whom it knows."""

    subject: str
    tell: Callable[[Any, Collection[int]], Mapping[int, Whereabout]]  # Any: the person type of the rooms above


whereabouts: Registry[Whereabouts] = Registry("whereabouts")


def whereabouts_of(subject: str, person: Any, ids: Collection[int]) -> dict[int, Whereabout]:  # Any: as above
    """What rooms say of these records; of several the first one registered."""
    found: dict[int, Whereabout] = {}
    for one in whereabouts:
        if one.subject == subject and ids:
            found = {**one.tell(person, ids), **found}
    return found
