"""What happened to contracts. No amounts are told: they can be hidden, and stand on the contract's page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from tongxin.base.events import Event


class ContractMade(Event):
    """A contract was begun; `renews` is the number of the one it follows."""

    name: ClassVar[str] = "contract.made"
    title: str
    renews: str = ""


class ContractChanged(Event):
    """A draft's facts, lines, clauses or milestones were changed: `what` is one of these words."""

    name: ClassVar[str] = "contract.changed"
    title: str
    what: str
    fields: Sequence[str] = ()
    after: Mapping[str, Any] = {}  # Any: JSON values


class ContractAsked(Event):
    """Somebody is to decide whether it may be sealed."""

    name: ClassVar[str] = "contract.asked"
    title: str
    deviations: int


class ContractDecided(Event):
    """It may be sealed, or not."""

    name: ClassVar[str] = "contract.decided"
    title: str
    is_agreed: bool


class ContractSealed(Event):
    """Our seal was put on so many copies."""

    name: ClassVar[str] = "contract.sealed"
    title: str
    copies: int


class ContractSigned(Event):
    """The customer signed, on this day."""

    name: ClassVar[str] = "contract.signed"
    title: str
    day: str


class ContractBegan(Event):
    """It is in force."""

    name: ClassVar[str] = "contract.began"
    title: str


class ContractEnded(Event):
    """Its last day has passed; or, with a reason, it was ended before."""

    name: ClassVar[str] = "contract.ended"
    title: str
    reason: str = ""


class RenewalOpened(Event):
    """An opportunity was opened to win it again."""

    name: ClassVar[str] = "contract.renewal_opened"
    title: str
    deal: str


class AmendmentAsked(Event):
    """A contract that holds is to become another one: somebody decides."""

    name: ClassVar[str] = "contract.amendment_asked"
    title: str
    why: str


class ContractAmended(Event):
    """It became what was asked for, in this version; or it was refused."""

    name: ClassVar[str] = "contract.amended"
    title: str
    revision: int
    is_agreed: bool


class MilestoneReached(Event):
    """A milestone is done, or (taken back) is not."""

    name: ClassVar[str] = "contract.milestone_reached"
    title: str
    milestone: str
    is_done: bool


class ContractPassed(Event):
    """A colleague looks after it from now on."""

    name: ClassVar[str] = "contract.passed"
    title: str
    to: str


class TemplateSaved(Event):
    """The firm words its contracts in another way from now on."""

    name: ClassVar[str] = "contract_template.saved"
    title: str
