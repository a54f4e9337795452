"""Contracts go over to a colleague."""

from django.db import transaction

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.actions.checks import own
from tongxin.frontoffice.contracts.events import ContractPassed
from tongxin.frontoffice.contracts.models import Contract


@transaction.atomic
def pass_contract(*, by: Person, contract: Contract, owner: Person) -> Contract:
    """Somebody else looks after it from now on, in their unit. Raises NotYours."""
    contract = own(by, contract.pk)
    contract.owner, contract.unit = owner, main_unit_of(owner)
    contract.version += 1
    contract.save(update_fields=["owner", "unit", "version"])
    told = ContractPassed(title=contract.number, to=owner.name)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    return contract
