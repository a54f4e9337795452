"""When something happens to a customer, its return is derived anew at once; nothing waits for a nightly run."""

from collections.abc import Sequence
from typing import cast

from tongxin.base.events import Event, Telling
from tongxin.collab.org.events import PostGiven, PostLeft, UnitChanged
from tongxin.collab.people.events import PersonDeactivated, PersonReactivated
from tongxin.directory.activities.events import (
    ActivityChanged,
    ActivityDeleted,
    ActivityNoted,
    ActivityPlaced,
    ActivityRestored,
    StepCancelled,
    StepPlanned,
    StepReopened,
)
from tongxin.directory.doubles.events import MergeUndone, PartiesMerged
from tongxin.directory.ownership.events import CustomerKept
from tongxin.directory.parties.events import (
    PartiesTakenBack,
    PartyAssigned,
    PartyChanged,
    PartyCreated,
    PartyDeleted,
    PartyRestored,
)
from tongxin.frontoffice.contracts.events import ContractBegan, ContractEnded, ContractSealed
from tongxin.frontoffice.orders.events import OrderAmended, OrderCancelled, OrderConfirmed, OrderMade
from tongxin.frontoffice.pipeline.events import (
    OpportunityChanged,
    OpportunityDeleted,
    OpportunityLost,
    OpportunityOpened,
    OpportunityRestored,
    OpportunityRevived,
    OpportunityWon,
)
from tongxin.frontoffice.pools.actions import (
    begin_grace,
    end_stays,
    follow_all_deals,
    follow_merge,
    follow_people_later,
    follow_sales,
    rederive,
    settle_parted,
)

MATTERS: tuple[type[Event], ...] = (
    PartyCreated,
    PartyChanged,
    PartyAssigned,
    PartyDeleted,
    PartyRestored,
    PartiesTakenBack,
    ActivityNoted,
    ActivityPlaced,
    ActivityChanged,
    ActivityDeleted,
    ActivityRestored,
    StepPlanned,
    StepReopened,
    StepCancelled,
    CustomerKept,
    PartiesMerged,
    MergeUndone,
)
DEALS: tuple[type[Event], ...] = (
    OpportunityOpened,
    OpportunityChanged,
    OpportunityWon,
    OpportunityLost,
    OpportunityRevived,
    OpportunityDeleted,
    OpportunityRestored,
)
ORDERS: tuple[type[Event], ...] = (OrderMade, OrderConfirmed, OrderCancelled, OrderAmended)
CONTRACTS: tuple[type[Event], ...] = (ContractSealed, ContractBegan, ContractEnded)
PLACES: tuple[type[Event], ...] = (PostGiven, PostLeft, UnitChanged, PersonDeactivated, PersonReactivated)


def when_customers_changed(tellings: Sequence[Telling]) -> None:
    """Everything that moves a return: added, changed, handed over, spoken with, imported, undone."""
    rederive(parties=[party for telling in tellings for party in _customers(telling)])


def when_deals_changed(tellings: Sequence[Telling]) -> None:
    """What customers may buy keeps them, or begins their days anew; one that went to another customer concerns both."""
    before = {(telling.before or {}).get("party") for telling in tellings}
    now = {telling.customer_id for telling in tellings}
    follow_sales(kind="opportunity", parties={party for party in before | now if isinstance(party, int)})


def when_orders_changed(tellings: Sequence[Telling]) -> None:
    """What they ordered begins their days anew, and what was called off does not."""
    follow_sales(kind="order", parties=[party for telling in tellings for party in _customers(telling)])


def when_contracts_changed(tellings: Sequence[Telling]) -> None:
    """A contract that holds puts the return off to its end."""
    follow_sales(kind="contract", parties=[party for telling in tellings for party in _customers(telling)])


def when_deals_imported(telling: Telling) -> None:
    """Many opportunities came at once."""
    follow_all_deals()


def when_assigned(tellings: Sequence[Telling]) -> None:
    """Who was given an owner is in no pool any more."""
    end_stays(parties=[telling.on.id for telling in tellings], at=tellings[0].at)


def when_let_go(telling: Telling) -> None:
    """Whom a mark kept with its owner does not return in the same minute in which the mark ends."""
    if not cast(CustomerKept, telling.event).why:
        begin_grace(party=telling.on.id)


def when_people_moved(tellings: Sequence[Telling]) -> None:
    """Another scope, and so another rule, for everything they hold."""
    follow_people_later()


def when_merged(telling: Telling) -> None:
    """What pools know of the one that goes, they know of the one that stays."""
    told = cast(PartiesMerged, telling.event)
    follow_merge(merge=told.merge, kept=told.kept, gone=told.gone, at=telling.at)


def when_parted(telling: Telling) -> None:
    """Rows are back by now; somebody may have claimed the one that both were."""
    told = cast(MergeUndone, telling.event)
    settle_parted(merge=told.merge, parties=[told.kept, told.gone])


def _customers(telling: Telling) -> list[int]:
    event = telling.event
    if isinstance(event, PartiesTakenBack):
        return event.parties
    if isinstance(event, PartiesMerged | MergeUndone):
        # What the kept record went into later has fewer or more follow-ups too.
        return [event.gone, event.kept, *([telling.customer_id] if telling.customer_id is not None else [])]
    return [telling.customer_id] if telling.customer_id is not None else []
