"""Changing a contract that holds: somebody decides first."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import make_first_flows, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.fields.actions import settle_values
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.checks import amount_of
from tongxin.directory.catalogue.actions.lines import count_line, sum_lines
from tongxin.directory.catalogue.queries import read_quantity
from tongxin.frontoffice.contracts.actions.bearing import contract_facts
from tongxin.frontoffice.contracts.actions.checks import check_amounts, own
from tongxin.frontoffice.contracts.actions.flow import AMENDING, first_amending_flow
from tongxin.frontoffice.contracts.actions.writing import count
from tongxin.frontoffice.contracts.events import AmendmentAsked, ContractAmended
from tongxin.frontoffice.contracts.models import Clause, Contract, ContractAmendment, ContractLine
from tongxin.frontoffice.contracts.queries import lines_of
from tongxin.frontoffice.contracts.queries.milestones import over_the_amount

State = ContractAmendment.State
MOST_WORDS = 5000
Facts = dict[str, Any]  # Any: JSON values


@transaction.atomic
def amend_contract(
    *,
    by: Person,
    contract: Contract,
    why: str,
    ends_on: date | None = None,
    amount: Any = None,  # Any: as typed
    quantities: Mapping[int, Any] | None = None,
    words: str = "",
    version: int | None = None,
) -> Approval:  # Any: as above
    """Ask for another end, another amount (where there are no lines), other quantities (0 takes a line out), or a clause more. It holds when
    it is agreed to. Raises NotYours, ChangedMeanwhile, FieldLocked, ValidationError."""
    contract = own(by, contract.pk, version)
    if not contract.holds:
        raise ValidationError(_("Only what holds is amended. A draft is simply changed."))
    if contract.amendments.filter(state=State.ASKED).exists():
        raise ValidationError(_("An amendment of this contract is being decided already."))
    why = " ".join(clean(why).split())[:300]
    if not why:
        raise ValidationError({"why": _("Say why, in a few words.")})
    wanted, before = _other_end(contract, ends_on)
    _weigh(by, contract, amount, quantities or {}, wanted, before)
    words = clean(words).strip()[:MOST_WORDS]
    if not wanted and not words:
        raise ValidationError(_("Nothing would change."))
    ContractAmendment.objects.create(
        contract=contract, wanted=wanted, before=before, words=words, why=why, asked_by=by, asked_at=now()
    )
    told = AmendmentAsked(title=contract.number, why=why)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    after = Money(wanted.get("gross", contract.gross), contract.currency)
    facts = {
        "why": why, "before": str(contract.total.amount), "after": str(after.amount),
        "difference": str((after - contract.total).amount), **({"ends": wanted["ends_on"]} if "ends_on" in wanted else {}),
    }  # fmt: skip
    make_first_flows(flows=[first_amending_flow()], kind=AMENDING)
    return start_approval(
        by=by, flow=Flow.objects.get(key=AMENDING), title=contract.called[:120], facts=facts, subject=Subject("contract", contract.pk)
    )  # fmt: skip


def _other_end(contract: Contract, ends_on: date | None) -> tuple[Facts, Facts]:
    if ends_on is None or ends_on == contract.ends_on:
        return {}, {}
    if contract.begins_on and ends_on < contract.begins_on:
        raise ValidationError({"ends_on": _("The contract would end before it begins.")})
    was = contract.ends_on.isoformat() if contract.ends_on else ""
    return {"ends_on": ends_on.isoformat()}, {"ends_on": was}


def _weigh(by: Person, contract: Contract, amount: Any, quantities: Mapping[int, Any], wanted: Facts, before: Facts) -> None:  # fmt: skip  # Any: as typed
    """Another amount, or other quantities and what they come to."""
    lines = lines_of(contract)
    other: dict[int, Decimal] = {}
    for line in lines:
        typed = str(quantities.get(line.pk) or "").strip()
        many = line.quantity if not typed else Decimal(0) if typed in ("0", "0.0") else read_quantity(typed)
        if many != line.quantity:
            other[line.pk] = many
    if str(amount or "").strip():
        money = amount_of(amount, contract.currency)
        if lines and money != contract.total:
            raise ValidationError({"amount": _("The amount is what the lines come to. Change them instead.")})
        if money is not None and money != contract.total:
            wanted["gross"] = money.minor
    if other:
        kept = _with(lines, other)
        if not kept:
            raise ValidationError(_("Nothing would be left. Terminate the contract instead."))
        wanted["quantities"] = {str(number): str(many) for number, many in other.items()}
        before["quantities"] = {
            str(line.pk): [line.text, str(line.quantity)] for line in lines_of(contract) if line.pk in other
        }
        wanted["gross"] = sum_lines(kept, contract.currency).gross.minor
    if "gross" in wanted:
        check_amounts(by)
        before["gross"] = contract.gross


def _with(lines: list[ContractLine], other: Mapping[int, Decimal]) -> list[ContractLine]:
    kept = []
    for line in lines:
        line.quantity = other.get(line.pk, line.quantity)
        if line.quantity > 0:
            count_line(line)
            kept.append(line)
    return kept


def amendment_decided(approval: Approval, outcome: str) -> None:
    """In the transaction of the last decision: the contract becomes what was agreed to. Raises ValidationError, which undoes the decision."""
    rows = ContractAmendment.objects.filter(contract=approval.subject_id or 0, state=State.ASKED)
    one = rows.first()
    if one is None:
        return
    contract = Contract.objects.select_for_update().get(pk=one.contract_id)
    is_agreed = outcome == "agreed"
    if is_agreed:
        _carry_out(contract, one)
    one.state, one.ended_at, one.revision = State.AGREED if is_agreed else State.REFUSED, now(), contract.revision
    one.save(update_fields=["state", "ended_at", "revision"])
    told = ContractAmended(title=contract.number, revision=contract.revision, is_agreed=is_agreed)
    tell(told, by=approval.initiator, on=Subject("contract", contract.pk), customer=contract.party_id)


def _carry_out(contract: Contract, one: ContractAmendment) -> None:
    if not contract.holds:
        raise ValidationError(_("The contract ended meanwhile; there is nothing left to amend."))
    wanted = one.wanted
    if "quantities" in wanted:
        kept = _with(lines_of(contract), {int(number): Decimal(many) for number, many in wanted["quantities"].items()})
        contract.lines.exclude(pk__in=[line.pk for line in kept]).delete()
        for line in kept:
            line.save()
    elif "gross" in wanted:
        contract.net, contract.tax, contract.gross = wanted["gross"], 0, wanted["gross"]
    if "ends_on" in wanted:
        contract.ends_on = date.fromisoformat(wanted["ends_on"])
    if one.words:
        last = contract.clauses.aggregate(last=Max("place"))["last"] or 0
        Clause.objects.create(contract=contract, place=last + 1, text=one.words)
    contract.revision += 1
    count(contract)
    settle_values(kind="contract", facts={contract.pk: contract_facts(contract)})
    if over_the_amount(contract):
        raise ValidationError(_("Together the milestones would be worth more than the contract."))


def amendment_asked_of(approval: Approval) -> str:
    """What is decided on: the contract as it stands, of which this is asked."""
    rows = Contract.objects.filter(pk=approval.subject_id or 0)
    found = rows.values_list("gross", "begins_on", "ends_on", "revision").first()
    return "" if found is None else ":".join(str(part) for part in found)
