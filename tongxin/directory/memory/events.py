"""What we learnt of a customer, and what became of it. The words stay with the fact, so that whoever may not see it doesn't read them here."""

from typing import ClassVar

from tongxin.base.events import Event


class FactNoted(Event):
    """Somebody noted something worth remembering. `source` is the record from which it was learnt (`activity:12`), or empty."""

    name: ClassVar[str] = "memory.noted"
    kind: str
    source: str = ""


class FactConfirmed(Event):
    """Somebody said that it still holds."""

    name: ClassVar[str] = "memory.confirmed"
    kind: str


class FactCorrected(Event):
    """It was put right."""

    name: ClassVar[str] = "memory.corrected"
    kind: str
    fields: list[str] = []


class FactForgotten(Event):
    """It no longer holds, or never did."""

    name: ClassVar[str] = "memory.forgotten"
    kind: str


class FactRecalled(Event):
    """What was forgotten holds again."""

    name: ClassVar[str] = "memory.recalled"
    kind: str
