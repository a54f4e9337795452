"""The contract that was made of another record."""

from typing import Any

from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.pipeline.models import Opportunity


def contract_of(person: Any, kind: str, number: int) -> Contract | None:  # Any: also takes Django's anonymous user
    """The one that stands, as far as the person may see it."""
    return Contract.objects.visible_to(person).standing().filter(source=kind, record=number).first()


def standing_deal(contract: Contract) -> Opportunity | None:
    """The opportunity of its renewal, unless that is lost or deleted."""
    deal = contract.deal
    return None if deal is None or deal.state == Opportunity.State.LOST or deal.deleted_at else deal
