"""What happened to notes of what passed between us, and to plans."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class ActivityNoted(Event):
    """Somebody wrote down a call, a visit, a message …; its text stays with the activity."""

    name: ClassVar[str] = "activity.noted"
    kind: str
    people: list[str] = []
    direction: str = ""
    minutes: int | None = None


class ActivityPlaced(ActivityNoted):
    """An activity was moved to another time or customer: from now on it stands there on the timeline."""

    name: ClassVar[str] = "activity.placed"


class ActivityChanged(Event):
    """An activity was mended; `before` and `after` hold the values."""

    name: ClassVar[str] = "activity.changed"
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values


class ActivityDeleted(Event):
    """An activity went to the recycle bin."""

    name: ClassVar[str] = "activity.deleted"
    kind: str


class ActivityRestored(Event):
    """An activity came back from the recycle bin."""

    name: ClassVar[str] = "activity.restored"
    kind: str


class StepPlanned(Event):
    """Somebody planned what to do next. `due` is a day or an instant in ISO form, or empty."""

    name: ClassVar[str] = "step.planned"
    text: str
    due: str
    owner: str


class StepChanged(Event):
    """A plan was moved, reworded or given to somebody else."""

    name: ClassVar[str] = "step.changed"
    text: str
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values


class StepFinished(Event):
    """A plan was carried out; `activity` is the number of the note that tells of it, if there is one."""

    name: ClassVar[str] = "step.finished"
    text: str
    activity: int | None = None


class StepReopened(Event):
    """A plan that was done or cancelled is to be done again."""

    name: ClassVar[str] = "step.reopened"
    text: str


class StepCancelled(Event):
    """A plan was given up."""

    name: ClassVar[str] = "step.cancelled"
    text: str
