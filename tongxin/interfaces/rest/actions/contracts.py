"""Writing contracts."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions import (
    amend_contract,
    ask_for_seal,
    change_contract,
    note_signed,
    plan_milestone,
    reach_milestone,
    renew_as_deal,
    renew_contract,
    seal_contract,
    start_contract,
    terminate_contract,
)
from tongxin.frontoffice.contracts.actions.checks import own
from tongxin.frontoffice.contracts.models import Contract, Milestone
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.lines import lines_asked
from tongxin.interfaces.rest.actions.products import money_of
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def add_contract(*, by: Person, values: Values) -> Contract:
    """Begin one with its lines, all or none. Raises MayNotContract, FieldLocked, ValidationError."""
    facts = {name: value for name, value in values.items() if name not in ("party", "lines", "amount", "custom")}
    party = Party.objects.visible_to(by).living().filter(pk=values["party"]).first()
    if party is None:
        raise ValidationError({"party": _("There is no such record, or it isn't yours to see.")})
    if not facts.get("title"):
        facts.pop("title", None)
    lines = lines_asked(by, values.get("lines", ()))
    amount = money_of(values.get("amount"), "amount")
    with beside_custom():
        return start_contract(by=by, party=party, lines=lines, amount=amount, custom=own_values(values), **facts)


@transaction.atomic
def change_whole_contract(*, by: Person, contract: Contract, version: int, values: Values) -> None:
    """Change facts of a draft, on the version that the writer knows. Raises NotYours, NoDraft, FieldLocked, StaleVersion, ValidationError."""
    current = Contract.objects.select_for_update().get(pk=contract.pk)
    check_version(current, version)
    days = ("begins_on", "ends_on")
    facts = {
        name: value
        for name, value in values.items()
        if name not in ("amount", "custom") and (value is not None or name in days)
    }
    if (amount := money_of(values.get("amount"), "amount")) is not None:
        facts["amount"] = amount
    with beside_custom():
        change_contract(by=by, contract=contract, **facts, **own_values(values))


Asked = Any  # Any: a ContractDeed; actions know no forms
Deed = Callable[[Person, Contract, Asked], object]


@transaction.atomic
def do_with_contract(*, by: Person, contract: Contract, version: int | None, asked: Asked) -> None:
    """One deed, on the version that the writer knows where they say one. Raises StaleVersion and what the verbs raise."""
    check_version(own(by, contract.pk), version)
    _DEEDS[asked.deed](by, contract, asked)


def _plan(by: Person, contract: Contract, asked: Asked) -> Milestone:
    money = money_of(asked.amount, "amount")
    if money is not None and asked.share:
        raise ValidationError({"amount": _("Write a share or an amount, not both.")})
    worth = f"{asked.share}%" if asked.share else f"{money.amount} {money.currency}" if money else ""
    return plan_milestone(by=by, contract=contract, name=asked.name, due_on=asked.on, worth=worth)


def _reach(by: Person, contract: Contract, asked: Asked) -> Milestone:
    one = contract.milestones.filter(pk=asked.milestone).first()
    if one is None:
        raise ValidationError({"milestone": _("There is no such record, or it isn't yours to see.")})
    return reach_milestone(by=by, contract=contract, milestone=one, is_done=asked.deed == "reach")


def _amend(by: Person, contract: Contract, asked: Asked) -> object:
    quantities = {int(number): many for number, many in asked.quantities.items()}
    if quantities.keys() - set(contract.lines.values_list("pk", flat=True)):
        raise ValidationError({"quantities": _("There is no such record, or it isn't yours to see.")})
    return amend_contract(
        by=by, contract=contract, why=asked.why, ends_on=asked.ends_on, amount=money_of(asked.amount, "amount"),
        quantities=quantities, words=asked.words,
    )  # fmt: skip


_DEEDS: Mapping[str, Deed] = {
    "ask": lambda by, one, asked: ask_for_seal(by=by, contract=one, why=asked.why),
    "seal": lambda by, one, asked: seal_contract(by=by, contract=one, copies=asked.copies),
    "sign": lambda by, one, asked: note_signed(by=by, contract=one, day=asked.on),
    "plan": _plan,
    "reach": _reach,
    "reopen": _reach,
    "amend": _amend,
    "renew": lambda by, one, asked: renew_contract(by=by, contract=one),
    "renew_as_opportunity": lambda by, one, asked: renew_as_deal(by=by, contract=one),
    "terminate": lambda by, one, asked: terminate_contract(by=by, contract=one, reason=asked.why),
}
