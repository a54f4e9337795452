"""May this person, with contracts?"""

from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import can_create, hidden_fields
from tongxin.frontoffice.contracts.models import Contract


def can_contract(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may make contracts."""
    return can_create(person, "contract")


def can_change(person: Any, contract: Contract) -> bool:  # Any: as above
    """Whether the person may change this one."""
    return Contract.objects.changeable_by(person).filter(pk=contract.pk).exists()


def can_see_contracts(person: Any) -> bool:  # Any: as above
    """Whether any contracts are open to the person."""
    return reach_of(person).scope("contract", "read") != "none"


def can_seal(person: Any) -> bool:  # Any: as above
    """Whether the person keeps the firm's seal: who changes contracts beyond their own unit."""
    return reach_of(person).scope("contract", "write") in ("below", "all")


def sees_amounts(person: Any) -> bool:  # Any: as above
    """Whether amounts of contracts, their lines and milestones are shown to the person."""
    return "gross" not in hidden_fields(person, "contract")
