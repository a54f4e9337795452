"""What happened to targets."""

from typing import ClassVar

from tongxin.base.events import Event


class TargetsSet(Event):
    """Somebody said what is to be reached; `count` values of `measure` in `year` were new or changed;
    `targets` are their numbers."""

    name: ClassVar[str] = "targets.set"
    measure: str
    year: int
    count: int
    targets: list[int]
