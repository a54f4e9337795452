"""Contracts that haven't ended go over with the rest when somebody leaves."""

from django.utils.translation import pgettext_lazy

from tongxin.base.registries.held import held_kinds, held_records
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.actions import pass_contract
from tongxin.frontoffice.contracts.models import Contract


def _passed(by: Person, one: Contract, owner: Person, is_return: bool) -> None:
    pass_contract(by=by, contract=one, owner=owner, is_checked=False)


def register_held() -> None:
    """After customers, which the taker must see by then."""
    label = pgettext_lazy("handed over", "contracts")
    over = (Contract.State.ENDED, Contract.State.TERMINATED)
    standing = Contract.objects.exclude(state__in=over).all
    held_kinds.register("contracts", held_records(label=label, order=55, standing=standing, passed=_passed))
