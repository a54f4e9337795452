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
)


def when_customers_changed(tellings: Sequence[Telling]) -> None:
    """Everything that moves a return: added, changed, handed over, spoken with, imported, undone."""
    rederive(parties=[party for telling in tellings for party in _customers(telling)])


def when_assigned(tellings: Sequence[Telling]) -> None:
    """Who was given an owner is in no pool any more."""
    got = [telling for telling in tellings if isinstance(telling.event, PartyAssigned) and telling.event.owner]
    end_stays(parties=[party for telling in got for party in _customers(telling)], at=tellings[0].at)


def _customers(telling: Telling) -> list[int]:
    if isinstance(telling.event, PartiesTakenBack):
        return telling.event.parties
    return [telling.customer_id] if telling.customer_id is not None else []
