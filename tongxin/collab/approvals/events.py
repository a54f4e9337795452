"""What happened to approvals. Titles, reasons and figures stay in the approval itself: not everybody who reads of it may see them."""

from typing import ClassVar

from tongxin.base.events import Event


class ApprovalStarted(Event):
    """Somebody asked for something."""

    name: ClassVar[str] = "approval.started"
    kind: str


class ApprovalMoved(Event):
    """Somebody did something with it; `deed` is the kind of its entry."""

    name: ClassVar[str] = "approval.moved"
    kind: str
    deed: str
    step: str = ""


class ApprovalEnded(Event):
    """It is over: agreed, refused, withdrawn or ended."""

    name: ClassVar[str] = "approval.ended"
    kind: str
    outcome: str


class FlowPublished(Event):
    """A version of a flow holds for new approvals from now on."""

    name: ClassVar[str] = "flow.published"
    flow: str
    version: int


class DelegationMade(Event):
    """Somebody lets another act for them."""

    name: ClassVar[str] = "delegation.made"
    person: str
    to: str


class DelegationEnded(Event):
    """No longer."""

    name: ClassVar[str] = "delegation.ended"
    person: str
    to: str


class BaselineStated(Event):
    """The firm says how approvals went before; working minutes from request to answer."""

    name: ClassVar[str] = "baseline.stated"
    minutes: int
