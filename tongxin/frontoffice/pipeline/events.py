"""What happened to opportunities. Amounts are told as text with their currency: "686000.00 CNY"."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class OpportunityOpened(Event):
    """Somebody saw something that a customer may buy."""

    name: ClassVar[str] = "opportunity.opened"
    title: str
    stage: str
    amount: str = ""


class OpportunityMoved(Event):
    """It came into another stage, after `days` in the one before."""

    name: ClassVar[str] = "opportunity.moved"
    title: str
    stage: str
    stage_before: str
    days: int
    fields: list[str]
    after: dict[str, Any]  # Any: JSON values


class OpportunityChanged(Event):
    """Facts of it were changed; `fields` and `after` say which."""

    name: ClassVar[str] = "opportunity.changed"
    title: str
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values


class OpportunityWon(Event):
    """The customer said yes."""

    name: ClassVar[str] = "opportunity.won"
    title: str
    amount: str = ""


class OpportunityLost(Event):
    """It was lost, and why."""

    name: ClassVar[str] = "opportunity.lost"
    title: str
    lost_reason: str
    competitor: str = ""


class OpportunityRevived(Event):
    """What was won or lost is open again."""

    name: ClassVar[str] = "opportunity.revived"
    title: str
    stage: str


class OpportunityDeleted(Event):
    """It went to the recycle bin."""

    name: ClassVar[str] = "opportunity.deleted"
    title: str


class OpportunityRestored(Event):
    """It came back from the recycle bin."""

    name: ClassVar[str] = "opportunity.restored"
    title: str


class OpportunitiesImported(Event):
    """An import brought many at once."""

    name: ClassVar[str] = "opportunities.imported"
    count: int


class EvidenceGiven(Event):
    """What a stage asks for is there."""

    name: ClassVar[str] = "opportunity.evidenced"
    title: str
    evidence: str


class EvidenceTaken(Event):
    """It turned out not to be there after all."""

    name: ClassVar[str] = "opportunity.unevidenced"
    title: str
    evidence: str


class DealTeamJoined(Event):
    """A colleague works on it, too."""

    name: ClassVar[str] = "opportunity.team_joined"
    title: str
    person: str
    part: str = ""


class DealTeamLeft(Event):
    """A colleague works on it no longer."""

    name: ClassVar[str] = "opportunity.team_left"
    title: str
    person: str


class PipelineShaped(Event):
    """An administrator changed a way of selling: `stage` is the stage in question, `moved` how many deals went elsewhere."""

    name: ClassVar[str] = "pipeline.shaped"
    pipeline: str
    stage: str = ""
    deed: str = ""
    moved: int = 0
    into: str = ""


class DealNudged(Event):
    """Somebody asked its owner how it goes."""

    name: ClassVar[str] = "opportunity.nudged"
    title: str
    owner: str


class CompetitorNamed(Event):
    """Somebody else wants it, too."""

    name: ClassVar[str] = "opportunity.competitor_named"
    title: str
    competitor: str


class CompetitorChanged(Event):
    """What is known of a competitor was changed; `fields` and `after` say which."""

    name: ClassVar[str] = "opportunity.competitor_changed"
    title: str
    competitor: str
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values


class CompetitorDropped(Event):
    """A competitor was taken out of the list."""

    name: ClassVar[str] = "opportunity.competitor_dropped"
    title: str
    competitor: str
