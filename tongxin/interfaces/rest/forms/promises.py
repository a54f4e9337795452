"""Bodies, questions and answers about promises."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import AskedId, Body, Day, Id, Ids, Line, Listing, Long

State = Literal["asked", "promised", "declined", "done", "given_up"]


class NewPromise(Body):
    """Without `owner` it is the person's own. `about` is the record it is about, `party:12`; `after` is the one that must be done first."""

    text: Annotated[Line, Field(max_length=500)]
    about: Line = ""
    owner: Id | None = None
    due_on: Day | None = None
    note: Annotated[Long, Field(max_length=20_000)] = ""
    every: Literal["", "workday", "day", "week", "month", "quarter", "year"] = ""
    helpers: Ids = []
    items: Annotated[list[Annotated[Line, Field(max_length=200)]], Field(max_length=50)] = []
    after: Id | None = None


class Accepted(Body):
    """Until when, if it is another day than was asked for."""

    due_on: Day | None = None


class Declined(Body):
    """Why not."""

    reason: Annotated[Line, Field(max_length=300)]


class PromisesAsked(Listing):
    """Open ones, unless `state` says otherwise. Sorts: `due_on` (as without), `id`."""

    state: State | Literal["open"] = "open"
    owner: AskedId | None = None
    made_by: AskedId | None = None


class PromiseShown(BaseModel):
    """One promise; `about` only where the reader sees that record."""

    id: int
    text: str
    note: str
    state: State
    owner: Ref
    made_by: Ref
    due_on: date | None
    every: str
    about: dict[str, Any] | None  # Any: kind and number
    after: int | None
    helpers: list[Ref]
    items: list[dict[str, Any]]  # Any: words, and whether it is done
    reason: str
    created_at: datetime
    done_at: datetime | None
