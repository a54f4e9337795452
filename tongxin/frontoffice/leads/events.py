"""What happened to leads."""

from dataclasses import dataclass
from typing import ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class LeadEvent(Event):
    """Of one lead; `title` is what it was called."""

    title: str


@dataclass(frozen=True, kw_only=True)
class LeadNoted(LeadEvent):
    """Somebody showed interest."""

    name: ClassVar[str] = "lead.noted"
    source: str = ""
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class LeadChanged(LeadEvent):
    """What was known of it was mended; `fields` are the names of the columns."""

    name: ClassVar[str] = "lead.changed"
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class LeadTaken(LeadEvent):
    """A colleague took one that nobody had."""

    name: ClassVar[str] = "lead.taken"


@dataclass(frozen=True, kw_only=True)
class LeadAssigned(LeadEvent):
    """It was given to somebody else."""

    name: ClassVar[str] = "lead.assigned"
    owner: str


@dataclass(frozen=True, kw_only=True)
class LeadAnswered(LeadEvent):
    """Somebody spoke with them; `in_time` says whether the first answer kept the promise, None for later ones."""

    name: ClassVar[str] = "lead.answered"
    in_time: bool | None = None


@dataclass(frozen=True, kw_only=True)
class LeadConverted(LeadEvent):
    """It became a customer; `opportunity` is what it may buy."""

    name: ClassVar[str] = "lead.converted"
    party: str
    opportunity: str = ""


@dataclass(frozen=True, kw_only=True)
class LeadDropped(LeadEvent):
    """Nothing will come of it, and why."""

    name: ClassVar[str] = "lead.dropped"
    why: str


@dataclass(frozen=True, kw_only=True)
class LeadReopened(LeadEvent):
    """What was dropped is taken up again."""

    name: ClassVar[str] = "lead.reopened"


@dataclass(frozen=True, kw_only=True)
class LeadsArranged(Event):
    """An administrator changed sources or rules of assignment."""

    name: ClassVar[str] = "leads.arranged"
    what: str
