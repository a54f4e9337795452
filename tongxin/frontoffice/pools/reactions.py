"""When something happens to a customer, its return is derived anew at once; nothing waits for a nightly run."""

from collections.abc import Sequence

from tongxin.base.events import Event, Telling
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
from tongxin.frontoffice.pools.actions import end_stays, rederive

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


def when_customers_changed(tellings: Sequence[Telling]) -> None:
    """Everything that moves a return: added, changed, handed over, spoken with, imported, undone."""
    rederive(parties=[party for telling in tellings for party in _customers(telling)])


def when_assigned(tellings: Sequence[Telling]) -> None:
    """Who was given an owner, or was merged into a customer that has one, is in no pool any more."""
    end_stays(parties=[telling.on.id for telling in tellings], at=tellings[0].at)


def _customers(telling: Telling) -> list[int]:
    event = telling.event
    if isinstance(event, PartiesTakenBack):
        return event.parties
    if isinstance(event, PartiesMerged | MergeUndone):
        return [event.gone, event.kept]
    return [telling.customer_id] if telling.customer_id is not None else []
