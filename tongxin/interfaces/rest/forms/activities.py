"""Bodies and questions about activities."""

from typing import Annotated, Literal

from pydantic import Field

from tongxin.interfaces.rest.forms.values import (
    Amount,
    AskedId,
    Body,
    Custom,
    Day,
    Id,
    Ids,
    Instant,
    Line,
    Long,
    Searching,
)

Kind = Literal["call", "visit", "meeting", "message", "email", "note"]
Direction = Literal["", "in", "out"]


class SubjectGiven(Body):
    """Any record by kind and number."""

    kind: Annotated[Line, Field(max_length=30)]
    id: Id


class ActivityFacts(Body):
    """`contacts` are numbers of contacts, `people` of parties of the kind person: both say who took part."""

    party: Id | None = None
    text: Long = ""
    at: Instant | None = None
    minutes: Annotated[int | None, Field(strict=True, ge=0, le=100_000)] = None
    direction: Direction = ""
    contacts: Ids = []
    people: Ids = []
    custom: Custom = {}


class NewActivity(ActivityFacts):
    """What happened; without `at` just now. `next_step` is planned for `next_at`, for the day `next_on`, or for some day."""

    kind: Kind
    about: SubjectGiven | None = None
    amount: Amount | None = None
    next_step: Line = ""
    next_on: Day | None = None
    next_at: Instant | None = None


class ChangedActivity(ActivityFacts):
    """Only the keys that are sent are changed."""

    kind: Kind = "note"


class ActivitiesAsked(Searching):
    """Newest first; `sort=at`: oldest first."""

    party: AskedId | None = None
    kind: Kind | None = None
    direction: Direction | None = None
    made_by: AskedId | None = None
