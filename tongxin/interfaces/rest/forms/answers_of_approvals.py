"""What the answers about approvals look like."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from tongxin.interfaces.rest.forms.answers import Ref


class SubjectRef(BaseModel):
    """Any record by kind and number."""

    kind: str
    id: int


class ApprovalLine(BaseModel):
    """A request on its way. `definition` is the key of its flow; `version` counts changes of what is decided on."""

    id: int
    kind: str
    title: str
    subject: SubjectRef | None
    state: str
    initiator: Ref
    definition: str
    definition_version: int
    version: int
    created_at: datetime
    ended_at: datetime | None


class ApprovalHolder(BaseModel):
    """Somebody at a step, with the number and the state of the task."""

    id: int
    name: str
    task: int
    state: str


class ApprovalStep(BaseModel):
    """A stop on the path; `usual_minutes` is working time."""

    name: str
    rule: str
    state: str
    holders: list[ApprovalHolder]
    since: datetime | None
    due: datetime | None
    usual_minutes: int | None
    decided_at: datetime | None
    decision: str | None
    by: Ref | None
    on_behalf_of: Ref | None


class Approval(ApprovalLine):
    """With the facts this person may see, and the steps so far."""

    facts: dict[str, Any]  # Any: JSON values
    steps: list[ApprovalStep]


class Decided(BaseModel):
    """Where it stands after a deed. It may be out of sight by then."""

    id: int
    state: str
    version: int
