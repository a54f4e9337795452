"""Places and commands: one entry feeds the menu, the palette, the shortcut and the button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry


def everyone(person: Any) -> bool:  # Any: the person type lives above
    """The place is open to all who are signed in."""
    return True


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somewhere to go or something to do.

    `ring` groups the menu: "" at the top, then know, together, decide, settings. `url_name` is reversed without arguments.
    `count(person)` answers the number beside the entry, `turn` marks it as waiting for this person.
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


places: Registry[Place] = Registry("place")
