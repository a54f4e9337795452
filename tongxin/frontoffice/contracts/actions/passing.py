"""Contracts go over to a colleague."""

from django.db import transaction

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.actions.checks import own
from tongxin.frontoffice.contracts.events import ContractPassed
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.pipeline.actions.checks import check_owner


@transaction.atomic
def pass_contract(*, by: Person, contract: Contract, owner: Person, is_checked: bool = True) -> Contract:
    """Somebody else looks after it from now on; in their unit, unless another one was chosen to sign. Raises NotYours; ValidationError (where `is_checked`) for who
    left, or doesn't see the customer."""
    contract = own(by, contract.pk)
    if owner.pk == contract.owner_id:
        return contract
    if is_checked:
        check_owner(owner, contract.party)
    if contract.unit == main_unit_of(contract.owner):
        contract.unit = main_unit_of(owner)
    contract.owner = owner
    contract.version += 1
    contract.save(update_fields=["owner", "unit", "version"])
    told = ContractPassed(title=contract.number, to=owner.name)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    return contract
