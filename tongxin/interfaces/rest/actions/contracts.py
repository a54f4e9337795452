"""Writing contracts."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions import change_contract, start_contract
from tongxin.frontoffice.contracts.models import Contract
from tongxin.interfaces.rest.actions.orders import line_of
from tongxin.interfaces.rest.actions.products import money_of
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def add_contract(*, by: Person, values: Values) -> Contract:
    """Begin one with its lines, all or none. Raises MayNotContract, FieldLocked, ValidationError."""
    facts = {name: value for name, value in values.items() if name not in ("party", "lines", "amount")}
    party = Party.objects.visible_to(by).living().filter(pk=values["party"]).first()
    if party is None:
        raise ValidationError({"party": _("There is no such record, or it isn't yours to see.")})
    if not facts.get("title"):
        facts.pop("title", None)
    lines = [line_of(by, number, line) for number, line in enumerate(values.get("lines", ()), start=1)]
    amount = money_of(values.get("amount"), "amount")
    return start_contract(by=by, party=party, lines=lines, amount=amount, **facts)


@transaction.atomic
def change_whole_contract(*, by: Person, contract: Contract, version: int, values: Values) -> None:
    """Change facts of a draft, on the version that the writer knows. Raises NotYours, NoDraft, FieldLocked, StaleVersion, ValidationError."""
    current = Contract.objects.select_for_update().get(pk=contract.pk)
    check_version(current, version)
    days = ("begins_on", "ends_on")
    facts = {name: value for name, value in values.items() if name != "amount" and (value is not None or name in days)}
    amount = money_of(values.get("amount"), "amount")
    change_contract(by=by, contract=contract, amount=amount, **facts)
