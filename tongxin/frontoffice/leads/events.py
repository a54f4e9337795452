"""What happened to leads."""

from typing import ClassVar

from tongxin.base.events import Event


class LeadEvent(Event):
    """Of one lead; `title` is what it was called."""

    title: str


class LeadNoted(LeadEvent):
    """Somebody showed interest."""

    name: ClassVar[str] = "lead.noted"
    source: str = ""
    owner: str = ""


class LeadChanged(LeadEvent):
    """What was known of it was mended; `fields` are the names of the columns."""

    name: ClassVar[str] = "lead.changed"
    fields: list[str]


class LeadTaken(LeadEvent):
    """A colleague took one that nobody had."""

    name: ClassVar[str] = "lead.taken"


class LeadAssigned(LeadEvent):
    """It was given to somebody else."""

    name: ClassVar[str] = "lead.assigned"
    owner: str


class LeadAnswered(LeadEvent):
    """Somebody spoke with them; `in_time` says whether the first answer kept the promise, None for later ones."""

    name: ClassVar[str] = "lead.answered"
    in_time: bool | None = None


class LeadConverted(LeadEvent):
    """It became a customer; `opportunity` is what it may buy."""

    name: ClassVar[str] = "lead.converted"
    party: str
    opportunity: str = ""


class LeadDropped(LeadEvent):
    """Nothing will come of it, and why."""

    name: ClassVar[str] = "lead.dropped"
    why: str


class LeadReopened(LeadEvent):
    """What was dropped is taken up again."""

    name: ClassVar[str] = "lead.reopened"


class LeadsArranged(Event):
    """An administrator changed sources or rules of assignment."""

    name: ClassVar[str] = "leads.arranged"
    what: str
