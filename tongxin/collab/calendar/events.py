"""What happened to calendars."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class EntryAdded(Event):
    """Something stands in a calendar."""

    name: ClassVar[str] = "entry.added"
    title: str
    starts: str


class EntryChanged(Event):
    """It is at another time, elsewhere, with others, or called otherwise."""

    name: ClassVar[str] = "entry.changed"
    title: str
    fields: list[str]
    after: dict[str, Any]  # Any: JSON values


class EntryAnswered(Event):
    """Somebody who was invited said yes, no, or another time."""

    name: ClassVar[str] = "entry.answered"
    title: str
    answer: str
    proposed: str


class EntryDeleted(Event):
    """It was called off and lies in the recycle bin; `once` names the one day of a series."""

    name: ClassVar[str] = "entry.deleted"
    title: str
    once: str


class EntryRestored(Event):
    """It takes place after all."""

    name: ClassVar[str] = "entry.restored"
    title: str


class EntriesImported(Event):
    """A file was read into a calendar."""

    name: ClassVar[str] = "calendar.imported"
    title: str
    added: int
    changed: int


class CalendarSaved(Event):
    """A calendar was made, renamed, or opened to others."""

    name: ClassVar[str] = "calendar.saved"
    title: str


class CalendarClosed(Event):
    """A calendar is used no more."""

    name: ClassVar[str] = "calendar.closed"
    title: str


class ResourceSaved(Event):
    """A room, a car or another thing that can be booked was added or changed."""

    name: ClassVar[str] = "resource.saved"
    title: str


class FeedOpened(Event):
    """Somebody made an address by which other programs read their calendar."""

    name: ClassVar[str] = "calendar_feed.opened"
    label: str


class FeedRevoked(Event):
    """Such an address leads nowhere any more."""

    name: ClassVar[str] = "calendar_feed.revoked"
    label: str
