"""Places and commands: one entry feeds the menu, the palette, the shortcut and the button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry

Rows = Callable[[Any, Any, Any, Any], QuerySet[Any]]  # Any: the types of the rooms above, and marks for values


def everyone(person: Any) -> bool:  # Any: the person type lives above
    """The place is open to all who are signed in."""
    return True


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somewhere to go or something to do.

    `ring` groups the menu: "" at the top, then know, together, decide, settings. `url_name` is reversed without arguments.
    `count(person)` answers the number beside the entry, `turn` marks it as waiting for this person.

    `rows` answers the rows that make the number, so that the frame around a page asks for all numbers in one statement; where
    `unless` answers any, the number is not so simple and `count` is asked after all. Both are given marks: who looks (their
    rights and their number), the day, and the instant.
    """

    title: LazyText
    icon: str
    url_name: str
    ring: str = ""
    order: int = 50
    hotkey: str = ""
    in_menu: bool = True
    on_phone: bool = False
    words: str = ""
    allowed: Callable[[Any], bool] = everyone
    count: Callable[[Any], int] | None = None
    turn: bool = False
    rows: Rows | None = None
    unless: Rows | None = None


places: Registry[Place] = Registry("place")
