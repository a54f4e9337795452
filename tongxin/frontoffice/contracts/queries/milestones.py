"""How far a contract has come."""

from datetime import date, timedelta
from typing import Any

from tongxin.frontoffice.contracts.models import Contract, Milestone

SOON = timedelta(days=3)
SHOWN = 8


def milestones_of(contract: Contract) -> list[Milestone]:
    """In order of their days; they know what they belong to."""
    rows = list(contract.milestones.select_related("done_by"))
    for one in rows:
        one.contract = contract
    return rows


def over_the_amount(contract: Contract) -> bool:
    """Whether its milestones are worth more than the contract, or than 100 per cent."""
    rows = milestones_of(contract)
    if sum(one.share or 0 for one in rows) > 100:
        return True
    worth = sum(one.worth.minor for one in rows if one.worth)
    # Shares are rounded one by one: together they may be some minor units above the whole.
    return worth > contract.gross + len(rows) and any(one.minor for one in rows)


def promised(person: Any, day: date) -> list[Milestone]:  # Any: person of the doors
    """Milestones of one's own contracts that hold, late or due within days, most urgent first."""
    mine = Contract.objects.visible_to(person).holding().filter(owner=person)
    rows = Milestone.objects.filter(done_on=None, due_on__lte=day + SOON, contract__in=mine)
    return list(rows.select_related("contract__party").order_by("due_on", "pk")[:SHOWN])
