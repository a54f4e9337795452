"""What happened to tasks."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class TaskGiven(Event):
    """Something is to be done, by oneself or by a colleague who was asked."""

    name: ClassVar[str] = "task.given"
    text: str
    owner: str
    due: str


class TaskAccepted(Event):
    """The colleague took it on, and said until when."""

    name: ClassVar[str] = "task.accepted"
    text: str
    due: str


class TaskDeclined(Event):
    """The colleague can't do it, and said why."""

    name: ClassVar[str] = "task.declined"
    text: str
    reason: str


class TaskChanged(Event):
    """It is to be done otherwise, by another day or by somebody else."""

    name: ClassVar[str] = "task.changed"
    text: str
    fields: list[str]
    after: dict[str, Any]  # Any: JSON values


class TaskFinished(Event):
    """It is done."""

    name: ClassVar[str] = "task.finished"
    text: str


class TaskReopened(Event):
    """It is to be done after all."""

    name: ClassVar[str] = "task.reopened"
    text: str


class TaskCancelled(Event):
    """It need not be done any more."""

    name: ClassVar[str] = "task.cancelled"
    text: str
