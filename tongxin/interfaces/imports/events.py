"""What happened to imports."""

from typing import ClassVar

from tongxin.base.events import Event


class ImportStarted(Event):
    """Somebody had a file brought in; `trial` is how many rows were asked for, None for all."""

    name: ClassVar[str] = "import.started"
    file: str
    target: str
    trial: int | None = None


class ImportDone(Event):
    """The last row was read."""

    name: ClassVar[str] = "import.done"
    file: str
    created: int
    updated: int
    rejected: int


class ImportUndone(Event):
    """A whole import was taken back; `kept` counts records that were changed since and stayed."""

    name: ClassVar[str] = "import.undone"
    file: str
    deleted: int
    restored: int
    kept: int
