"""Questions and answers about rules."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Listing

State = Literal["waiting", "done", "unfit", "failed", "stopped"]


class RuleShown(BaseModel):
    """A rule. `definition` is what acts, or what is being written where nothing acts; `version` is null while none was put into use."""

    id: int
    name: str
    kind: str
    is_on: bool
    version: int | None
    acts_as: Ref
    made_by: Ref
    definition: dict[str, Any]  # Any: JSON


class RunsAsked(Listing):
    """Newest first."""

    state: State | None = None


class RunShown(BaseModel):
    """One record that the rule looked at. `parts` says of each condition whether it held, `did` which acts were done, `reason` and
    `error` why not."""

    id: int
    at: datetime
    ended_at: datetime | None
    record: dict[str, Any]  # Any: kind and number
    version: int
    state: State
    reason: str
    error: str
    parts: list[bool]
    did: list[int]
