"""From a draft to what holds: somebody decides, the seal is put on, the customer signs, it begins, it ends."""

import json
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.approvals.actions import make_first_flows, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.fields.actions import settle_values
from tongxin.collab.fields.queries import own_values_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.actions.bearing import contract_facts
from tongxin.frontoffice.contracts.actions.checks import own, own_draft
from tongxin.frontoffice.contracts.actions.flow import KIND, first_flow
from tongxin.frontoffice.contracts.events import (
    ContractAsked,
    ContractBegan,
    ContractDecided,
    ContractEnded,
    ContractSealed,
    ContractSigned,
)
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_seal
from tongxin.frontoffice.contracts.queries.ready import findings_of
from tongxin.frontoffice.contracts.queries.wording import deviations_of

State = Contract.State
MOST_COPIES = 99


class MayNotSeal(PermissionDenied):
    """The person doesn't keep the firm's seal."""


class NotApproved(ValidationError):
    """Nobody decided that this may be sealed."""


@transaction.atomic
def ask_for_seal(*, by: Person, contract: Contract, why: str = "", version: int | None = None) -> Approval:
    """Have somebody decide on a draft; until then nothing of it changes. Raises NotYours, NoDraft, ChangedMeanwhile, ValidationError."""
    contract = own_draft(by, contract.pk, version)
    if found := findings_of(contract, by):
        raise ValidationError(found)
    deviations = deviations_of(contract.clauses.all())
    contract.state = State.ASKED
    _keep(contract, "state")
    told = ContractAsked(title=contract.number, deviations=len(deviations))
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    facts = {
        "amount": str(contract.total.amount), "begins": _day(contract.begins_on), "ends": _day(contract.ends_on),
        "deviations": str(len(deviations)), "why": " ".join(why.split())[:300],
    }  # fmt: skip
    make_first_flows(flows=[first_flow()], kind=KIND)
    approval = start_approval(
        by=by, flow=Flow.objects.get(key=KIND), title=contract.called[:120], facts={name: said for name, said in facts.items() if said},
        subject=Subject("contract", contract.pk),
    )  # fmt: skip
    contract.refresh_from_db()
    return approval


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _keep(contract: Contract, *names: str) -> None:
    contract.version += 1
    contract.save(update_fields=[*names, "version"])
    settle_values(kind="contract", facts={contract.pk: contract_facts(contract)})


def seal_decided(approval: Approval, outcome: str) -> None:
    """In the transaction of the last decision: it may be sealed, or is a draft again."""
    contract = Contract.objects.select_for_update().filter(pk=approval.subject_id or 0, state=State.ASKED).first()
    if contract is None:
        return
    is_agreed = outcome == "agreed"
    contract.state = State.APPROVED if is_agreed else State.DRAFT
    contract.approved_at = now() if is_agreed else None
    _keep(contract, "state", "approved_at")
    told = ContractDecided(title=contract.number, is_agreed=is_agreed)
    tell(told, by=approval.initiator, on=Subject("contract", contract.pk), customer=contract.party_id)


def version_asked(approval: Approval) -> str:
    """What is decided on: amount and days, and what the firm's fields say."""
    number = approval.subject_id or 0
    found = Contract.objects.filter(pk=number).values_list("gross", "begins_on", "ends_on").first()
    own = own_values_of("contract", [number])[number]
    told = [json.dumps(own, sort_keys=True, ensure_ascii=False)] if own else []
    return "" if found is None else ":".join([*(str(part) for part in found), *told])


@transaction.atomic
def seal_contract(*, by: Person, contract: Contract, copies: int) -> Contract:
    """Put the firm's seal on so many copies of what was approved. Raises MayNotSeal, NotYours, NotApproved, ValidationError."""
    if not can_seal(by):
        raise MayNotSeal(_("Your role doesn't keep the firm's seal."))
    contract = own(by, contract.pk)
    if contract.sealed_at is not None:
        said = _("%(name)s sealed this contract already.")
        raise ValidationError(said % {"name": contract.sealed_by.name if contract.sealed_by else "—"})
    if contract.state != State.APPROVED:
        raise NotApproved(_("Only what was approved is sealed. Ask for it first."))
    if not 1 <= copies <= MOST_COPIES:
        raise ValidationError({"copies": _("Between 1 and %(most)d copies are sealed.") % {"most": MOST_COPIES}})
    contract.state, contract.sealed_by, contract.sealed_at, contract.copies = State.SEALED, by, now(), copies
    _keep(contract, "state", "sealed_by", "sealed_at", "copies")
    told = ContractSealed(title=contract.number, copies=copies)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    return contract


@transaction.atomic
def note_signed(*, by: Person, contract: Contract, day: date | None) -> Contract:
    """The customer signed on this day. Raises NotYours, ValidationError."""
    contract = own(by, contract.pk)
    if contract.state != State.SEALED:
        raise ValidationError(_("Only what we sealed and doesn't hold yet is signed."))
    if day is None or day > timezone.localdate(now()):
        raise ValidationError({"signed_on": _("Say on which day it was signed; it can't be one to come.")})
    contract.signed_on = day
    _keep(contract, "signed_on")
    told = ContractSigned(title=contract.number, day=day.isoformat())
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    settle(contract, timezone.localdate(now()))
    return contract


def settle(contract: Contract, day: date) -> bool:
    """Put the state to what the days say: signed and begun it is in force, after its last day it has ended. Inside a transaction, with the
    contract locked. Answers whether anything changed."""
    before = contract.state
    if contract.state == State.SEALED and contract.signed_on and (contract.begins_on or contract.signed_on) <= day:
        contract.state = State.IN_FORCE
        _keep(contract, "state")
        tell(
            ContractBegan(title=contract.number),
            by=None,
            on=Subject("contract", contract.pk),
            customer=contract.party_id,
        )
    if contract.state == State.IN_FORCE and contract.ends_on and contract.ends_on < day:
        contract.state, contract.ended_on = State.ENDED, contract.ends_on
        _keep(contract, "state", "ended_on")
        tell(
            ContractEnded(title=contract.number),
            by=None,
            on=Subject("contract", contract.pk),
            customer=contract.party_id,
        )
    return contract.state != before


@transaction.atomic
def terminate_contract(*, by: Person, contract: Contract, reason: str) -> Contract:
    """End it before its time, or give it up; what is being decided is withdrawn first. Raises NotYours, ValidationError."""
    contract = own(by, contract.pk)
    reason = " ".join(reason.split())[:200]
    if not contract.can_be_terminated:
        raise ValidationError(_("This contract has ended already."))
    if contract.state == State.ASKED:
        raise ValidationError(_("Somebody is deciding on it. Withdraw the request first."))
    if contract.amendments.filter(state="asked").exists():
        raise ValidationError(_("An amendment of it is being decided. Withdraw that request first."))
    if not reason:
        raise ValidationError({"reason": _("Say why, in a few words.")})
    contract.state, contract.why_ended, contract.ended_on = State.TERMINATED, reason, timezone.localdate(now())
    _keep(contract, "state", "why_ended", "ended_on")
    told = ContractEnded(title=contract.number, reason=reason)
    tell(told, by=by, on=Subject("contract", contract.pk), customer=contract.party_id)
    return contract
