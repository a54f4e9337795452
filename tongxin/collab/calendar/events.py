"""What happened to calendars."""

from dataclasses import dataclass
from typing import Any, ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class EntryAdded(Event):
    """Something stands in a calendar."""

    name: ClassVar[str] = "entry.added"
    title: str
    starts: str


@dataclass(frozen=True, kw_only=True)
class EntryChanged(Event):
    """It is at another time, elsewhere, with others, or called otherwise."""

    name: ClassVar[str] = "entry.changed"
    title: str
    fields: list[str]
    after: dict[str, Any]  # Any: JSON values


@dataclass(frozen=True, kw_only=True)
class EntryAnswered(Event):
    """Somebody who was invited said yes, no, or another time."""

    name: ClassVar[str] = "entry.answered"
    title: str
    answer: str
    proposed: str


@dataclass(frozen=True, kw_only=True)
class EntryDeleted(Event):
    """It was called off and lies in the recycle bin; `once` names the one day of a series."""

    name: ClassVar[str] = "entry.deleted"
    title: str
    once: str


@dataclass(frozen=True, kw_only=True)
class EntryRestored(Event):
    """It takes place after all."""

    name: ClassVar[str] = "entry.restored"
    title: str


@dataclass(frozen=True, kw_only=True)
class EntriesImported(Event):
    """A file was read into a calendar."""

    name: ClassVar[str] = "calendar.imported"
    title: str
    added: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class CalendarSaved(Event):
    """A calendar was made, renamed, or opened to others."""

    name: ClassVar[str] = "calendar.saved"
    title: str


@dataclass(frozen=True, kw_only=True)
class CalendarClosed(Event):
    """A calendar is used no more."""

    name: ClassVar[str] = "calendar.closed"
    title: str


@dataclass(frozen=True, kw_only=True)
class ResourceSaved(Event):
    """A room, a car or another thing that can be booked was added or changed."""

    name: ClassVar[str] = "resource.saved"
    title: str


@dataclass(frozen=True, kw_only=True)
class FeedOpened(Event):
    """Somebody made an address by which other programs read their calendar."""

    name: ClassVar[str] = "calendar_feed.opened"
    label: str


@dataclass(frozen=True, kw_only=True)
class FeedRevoked(Event):
    """Such an address leads nowhere any more."""

    name: ClassVar[str] = "calendar_feed.revoked"
    label: str
