"""Bodies, questions and answers about calendars."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Body, Day, Id, Ids, Instant, Line, Long


class CalendarAsked(BaseModel):
    """From the day `since` until before the day `until`, by the person's clock."""

    since: Day
    until: Day


class EntryFacts(Body):
    """Either instants or whole days (the last one included); `rule` says by RFC 5545 when it comes back."""

    starts_at: Instant | None = None
    ends_at: Instant | None = None
    first_on: Day | None = None
    last_on: Day | None = None
    zone: Annotated[Line, Field(max_length=64)] = ""
    place: Annotated[Line, Field(max_length=200)] = ""
    note: Annotated[Long, Field(max_length=20_000)] = ""
    rule: Annotated[Line, Field(max_length=300)] = ""
    only_workdays: bool = False
    is_private: bool = False
    is_free: bool = False
    guests: Ids = []


class NewEntry(EntryFacts):
    """What takes place; without `calendar` in the person's own. `about` is the record it is about, `party:12`."""

    title: Annotated[Line, Field(max_length=200)]
    calendar: Id | None = None
    about: Line = ""


class ChangedEntry(EntryFacts):
    """Only the keys that are sent are changed."""

    title: Annotated[Line, Field(max_length=200)] = ""
    once: Instant | None = None
    onwards: bool = False


class CalledOff(Body):
    """Which time of a series; none: all of it."""

    once: Instant | None = None
    onwards: bool = False


class AnsweredInvitation(Body):
    """`other` proposes another time."""

    answer: Literal["yes", "no", "other"]
    proposed_at: Instant | None = None
    remark: Annotated[Line, Field(max_length=300)] = ""


class EntryLine(BaseModel):
    """One time of an entry; what others keep private has no number and no words."""

    id: int | None
    title: str
    first_on: date
    last_on: date
    starts_at: datetime | None
    ends_at: datetime | None
    once: datetime | None
    place: str
    calendar: str


class GuestShown(BaseModel):
    """Somebody invited; `answer` is empty while they have said nothing."""

    person: Ref | None
    name: str
    answer: str
    proposed_at: datetime | None


class EntryShown(BaseModel):
    """One entry. Its times are those of the first time; `about` only where the reader sees that record."""

    id: int
    version: int
    title: str
    place: str
    note: str
    is_all_day: bool
    starts_at: datetime
    ends_at: datetime
    first_on: date
    last_on: date
    zone: str
    rule: str
    only_workdays: bool
    is_private: bool
    is_free: bool
    calendar: Ref
    made_by: Ref
    about: dict[str, Any] | None  # Any: kind and number
    guests: list[GuestShown]
