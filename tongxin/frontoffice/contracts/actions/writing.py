"""Beginning a contract, its facts, its lines."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.conflicts import ChangedMeanwhile as ChangedSince
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import begin_values, carry_values, fill_record, parted, settle_values
from tongxin.collab.org.models import Unit
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.catalogue.actions.checks import amount_of
from tongxin.directory.catalogue.actions.lines import carry_line, each_row, sum_lines, write_line_of
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions.bearing import contract_facts
from tongxin.frontoffice.contracts.actions.checks import (
    check_amounts,
    check_contracting,
    check_rights,
    check_unit,
    own,
    own_draft,
)
from tongxin.frontoffice.contracts.actions.taking import take_clauses, usual_template
from tongxin.frontoffice.contracts.events import ContractChanged, ContractMade
from tongxin.frontoffice.contracts.models import Contract, ContractLine
from tongxin.frontoffice.contracts.queries import lines_of
from tongxin.frontoffice.orders.actions import next_number
from tongxin.frontoffice.pipeline.actions.checks import check_owner

Values = Mapping[str, Any]  # Any: as typed
LONGEST = {"title": 200, "their_number": 60, "project": 120, "note": 5000}
DAYS = ("begins_on", "ends_on")


@transaction.atomic
def start_contract(
    *,
    by: Person,
    party: Party,
    lines: Iterable[Values] = (),
    carried: Iterable[Any] = (),  # Any: lines of another document
    amount: Any = None,  # Any: as typed
    worth: Money | None = None,
    currency: str = "",
    source: Subject | None = None,
    renews: Contract | None = None,
    owner: Person | None = None,
    unit: Unit | None = None,
    number: str = "",
    is_from_file: bool = False,
    custom: Values | None = None,
    **values: Any,  # Any: as typed
) -> Contract:
    """Begin a contract; `lines` are {product, quantity, unit?, price?, discount?, text?} and priced today, `carried` are lines of another
    document whose prices stay; without any it comes to the `amount` typed, or to what the other document is `worth`. Its words are those of
    the usual template; `unit` signs it, the owner's without one; `number` is one that was given elsewhere; one `is_from_file` says nothing
    yet and its own fields come later. `custom` is None where nobody was asked for the firm's fields. `values`: title, kind, their_number,
    begins_on, ends_on, project, note. Raises MayNotContract, FieldLocked, ValidationError."""
    check_contracting(by, party)
    if owner is not None and owner != by:
        check_owner(owner, party)
    check_unit(unit)
    contract = Contract(
        number=number or _next_number(), party=party, owner=owner or by, unit=unit or main_unit_of(owner or by),
        currency=currency or usual_currency(), source=source.kind if source else "", record=source.id if source else 0, renews=renews,
        created_by=by, created_at=now(),
    )  # fmt: skip
    if source is None and renews is None and not is_from_file:
        check_rights(by, [name for name, value in values.items() if value])
    _put(contract, {"title": party.called, **values})
    _worth(by, contract, amount, worth)
    contract.save(force_insert=True)
    if not is_from_file:
        take_clauses(contract, usual_template(contract.kind))
        _first_values(by, contract, custom)
    _first_lines(by, contract, carried, lines)
    count(contract)
    index_documents("contract", [contract.pk])
    told = ContractMade(title=contract.number, renews=renews.number if renews else "")
    tell(told, by=by, on=Subject("contract", contract.pk), customer=party.pk)
    return contract


def _first_values(by: Person, contract: Contract, custom: Values | None) -> None:
    """The firm's fields: as in the contract that it follows, or as they were typed."""
    facts = contract_facts(contract)
    if contract.renews is not None:
        carry_values(kind="contract", of=contract.renews.pk, to=contract.pk, facts=facts)
    else:
        begin_values(by=by, kind="contract", number=contract.pk, facts=facts, given=custom)


def _worth(by: Person, contract: Contract, amount: Any, worth: Money | None) -> None:  # Any: as typed
    if amount is not None:
        check_amounts(by)
        _price(contract, amount)
    elif worth is not None:
        contract.net = contract.gross = worth.minor


def _first_lines(by: Person, contract: Contract, carried: Iterable[Any], lines: Iterable[Values]) -> None:  # Any: lines
    for place, line in enumerate(carried, start=1):
        carry_line(ContractLine(contract=contract, place=place), line).save(force_insert=True)
    for row, line in enumerate(lines, start=1):
        with each_row(row):
            _add(by, contract, line)


def _next_number() -> str:
    """The next that no contract brought from elsewhere has."""
    while Contract.objects.filter(number=(found := next_number("contract", timezone.localdate(now())))).exists():
        pass
    return found


def _put(contract: Contract, values: Values) -> None:
    for name, longest in LONGEST.items():
        if name in values:
            text = clean(str(values[name] or ""))
            setattr(contract, name, (text if name == "note" else " ".join(text.split()))[:longest])
    if not contract.title:
        raise ValidationError({"title": _("This can't be empty.")})
    if "kind" in values:
        kind = values["kind"] or Contract.Kind.SALE
        if kind not in Contract.Kind.values:
            raise ValidationError({"kind": _("There is no such kind of contract.")})
        contract.kind = kind
    for name in DAYS:
        if name in values:
            day = values[name]
            setattr(contract, name, _day(name, day))
    if contract.begins_on and contract.ends_on and contract.ends_on < contract.begins_on:
        raise ValidationError({"ends_on": _("The contract would end before it begins.")})


def _day(name: str, typed: Any) -> date | None:  # Any: a day or its text
    if not typed or isinstance(typed, date):
        return typed or None
    try:
        return date.fromisoformat(str(typed).strip())
    except ValueError as error:
        raise ValidationError({name: _("This is no day. Write it like 2026-12-31.")}) from error


def _price(contract: Contract, amount: Any) -> None:  # Any: Money, or as typed
    try:
        money = amount_of(amount, contract.currency)
    except ValidationError as error:
        raise ValidationError({"amount": error.messages}) from error
    contract.net = contract.gross = money.minor if money else 0
    contract.tax = 0


def _add(by: Person, contract: Contract, values: Values, known: ContractLine | None = None) -> None:
    check_amounts(by)
    line = known or ContractLine(contract=contract, place=contract.lines.count() + 1)
    line.contract = contract
    write_line_of(line, values, by=by, party=contract.party, project=contract.project).save()


@transaction.atomic
def write_lines(
    *, by: Person, contract: Contract, lines: Iterable[Values], known: ContractLine | None = None
) -> Contract:
    """Add lines to a draft, all or none, or write a `known` one anew. Raises NotYours, NoDraft, FieldLocked, ValidationError that names
    the row."""
    contract = own_draft(by, contract.pk)
    for number, line in enumerate(lines, start=1):
        with each_row(number if known is None else 0):
            _add(by, contract, line, known)
    return changed(by, contract, "lines")


@transaction.atomic
def remove_line(*, by: Person, contract: Contract, number: int) -> Contract:
    """Take a line out of a draft. Raises NotYours, NoDraft, FieldLocked."""
    contract = own_draft(by, contract.pk)
    check_amounts(by)
    contract.lines.filter(pk=number).delete()
    return changed(by, contract, "lines")


@transaction.atomic
def change_contract(
    *, by: Person, contract: Contract, version: int | None = None, was: Values | None = None, **values: Any
) -> Contract:  # Any: as typed
    """Facts of a draft, its signing `unit` too; `amount` only where there are no lines. The firm's fields, by their keys, also of one that
    is sealed. `was` is what somebody saw in a list. Raises NotYours, NoDraft, HeldNow, ChangedMeanwhile, FieldLocked, ValidationError, and
    ChangedSince where `was` is something else by now."""
    values, added = parted(values)
    contract = own_draft(by, contract.pk, version) if values or not added else own(by, contract.pk, version)
    if values or not added:
        contract = _set(by, contract, was or {}, values)
    if added:
        fill_record(by=by, kind="contract", number=contract.pk, given=added, was=was)
        contract.refresh_from_db()
    return contract


def _set(by: Person, contract: Contract, was: Values, values: Values) -> Contract:
    before = {name: told_value(contract, name) for name in (*LONGEST, *DAYS, "kind", "unit") if name in values}
    if theirs := {
        name: before[name]
        for name, seen in was.items()
        if name in before and str(before[name] or "") != str(seen or "")
    }:
        raise ChangedSince(theirs)
    _put(contract, values)
    if "unit" in values:
        check_unit(values["unit"])
        contract.unit = values["unit"] or main_unit_of(contract.owner)
    if values.get("amount") is not None:
        check_amounts(by)
        if contract.lines.exists():
            raise ValidationError({"amount": _("The amount is what the lines come to. Change them instead.")})
        _price(contract, values["amount"])
    before = {name: value for name, value in before.items() if told_value(contract, name) != value}
    check_rights(by, before.keys() - {"unit"})
    settle_values(kind="contract", facts={contract.pk: contract_facts(contract)})
    return changed(by, contract, "facts", before)


def told_value(contract: Contract, name: str) -> Any:  # Any: a JSON value
    """A fact as the journal keeps it, and as it can be typed again."""
    value = contract.unit_id if name == "unit" else getattr(contract, name)
    return value.isoformat() if isinstance(value, date) else value


def count(contract: Contract) -> None:
    """Put the sums of the lines, if there are any, into the contract, and keep it."""
    lines = lines_of(contract)
    if lines:
        amounts = sum_lines(lines, contract.currency)
        contract.net, contract.tax, contract.gross = amounts.net.minor, amounts.tax.minor, amounts.gross.minor
    contract.version += 1
    contract.save()


def changed(by: Person, contract: Contract, what: str, before: Values | None = None) -> Contract:
    """Count anew and say so; `before` are the facts that were another."""
    count(contract)
    after = {name: told_value(contract, name) for name in before or {}}
    told = ContractChanged(title=contract.number, what=what, fields=sorted(after), after=after)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id, before=before or None)
    index_documents("contract", [contract.pk])
    return contract
