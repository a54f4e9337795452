"""Bodies and questions about tasks."""

from typing import Annotated, Literal

from pydantic import Field

from tongxin.interfaces.rest.forms.values import (
    Amount,
    AskedId,
    Body,
    Custom,
    Day,
    Filtering,
    Id,
    Ids,
    Instant,
    Line,
    Long,
)

Kind = Literal["task", "call", "visit", "meeting", "message", "email"]
Happened = Literal["call", "visit", "meeting", "message", "email", "note"]


class TaskFacts(Body):
    """Due at the instant `due_at`, on the day `due_on`, or (both null) some day."""

    kind: Kind = "task"
    party: Id | None = None
    due_on: Day | None = None
    due_at: Instant | None = None
    custom: Custom = {}


class NewTask(TaskFacts):
    """What the token's person is to do."""

    text: Annotated[Line, Field(max_length=500)]
    contacts: Ids = []
    people: Ids = []
    amount: Amount | None = None


class ChangedTask(TaskFacts):
    """Only the keys that are sent are changed."""

    text: Annotated[Line, Field(max_length=500)] = ""


class Completed(Body):
    """Ticked off; with `happened` what happened is written down as an activity too."""

    happened: Long | None = None
    at: Instant | None = None
    kind: Happened | None = None


class TaskAssignment(Body):
    """Who is to do it."""

    owner: Id


class TasksAsked(Filtering):
    """Open ones, unless `state` says otherwise. Sorts: `due_on` (as without), `id`."""

    state: Literal["open", "done", "cancelled"] = "open"
    owner: AskedId | None = None
    party: AskedId | None = None
    kind: Kind | None = None
