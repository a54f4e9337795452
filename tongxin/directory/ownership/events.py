"""What happened to who keeps what."""

from typing import ClassVar

from tongxin.base.events import Event


class CustomerKept(Event):
    """A customer became a key customer, or is none any more when `why` is empty."""

    name: ClassVar[str] = "ownership.kept"
    why: str


class HandedOver(Event):
    """What somebody held went to somebody else; `counts` by kind."""

    name: ClassVar[str] = "ownership.handed_over"
    giver: str
    taker: str
    counts: dict[str, int] = {}


class HandOverUndone(Event):
    """A hand-over was taken back; `counts` by kind."""

    name: ClassVar[str] = "ownership.undone"
    giver: str
    taker: str
    counts: dict[str, int] = {}
