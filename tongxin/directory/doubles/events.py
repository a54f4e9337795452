"""What happened to records of one and the same party."""

from typing import ClassVar

from tongxin.base.events import Event


class PartiesMerged(Event):
    """`gone` was merged into the subject. Whoever has rows that point to parties moves them now, through `carry`."""

    name: ClassVar[str] = "party.merged"
    merge: int
    gone: int
    kept: int
    other: str


class PartyWentInto(Event):
    """The subject was merged into another record."""

    name: ClassVar[str] = "party.went"
    other: str


class PartyCameBack(Event):
    """The subject stands by itself again."""

    name: ClassVar[str] = "party.returned"
    other: str


class MergeUndone(Event):
    """A merge was taken back; what it moved has gone back already. `stayed` counts what was changed since and stays."""

    name: ClassVar[str] = "party.parted"
    merge: int
    gone: int
    kept: int
    other: str
    stayed: int = 0


class FoundDifferent(Event):
    """Somebody said that two records are not the same party."""

    name: ClassVar[str] = "double.refused"
    other: str


class DifferenceUndone(Event):
    """Two records may be the same party after all."""

    name: ClassVar[str] = "double.reopened"
    other: str
