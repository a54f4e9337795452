"""Bringing contracts in from a file: drafts, and those that were signed on paper long ago."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.clock import now
from tongxin.base.events import in_batch
from tongxin.base.registries import Choices, Outcome, RowRefused, Undone, Verdict
from tongxin.collab.fields.actions import begin_rows, drop_values, parted, read_rows
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.directory.catalogue.actions import amount_of
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.contracts.actions.bearing import contract_facts
from tongxin.frontoffice.contracts.actions.checks import MayNotContract
from tongxin.frontoffice.contracts.actions.sealing import settle
from tongxin.frontoffice.contracts.actions.writing import start_contract
from tongxin.frontoffice.contracts.events import ContractMade
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_contract, can_seal

SIZE = 500
_TEXTS = ("number", "customer", "title", "kind", "amount", "project", "theirs")


@dataclass
class ContractDraft:
    """A row as it was read; days are None where the file says none."""

    row: int
    texts: dict[str, str]
    days: dict[str, date | None]
    kind: str
    owner: int | None
    custom: dict[str, Any] = field(default_factory=dict)  # Any: as read from cells, by key of the firm's field

    @property
    def number(self) -> str:
        """What tells contracts apart."""
        return self.texts["number"]


def draft(values: Mapping[str, Any], row: int) -> ContractDraft:  # Any: values by field key
    """A row as it was read. Raises RowRefused for one without a number, and for what can't be read."""
    texts = {name: str(values.get(f"contract_{name}") or "").strip() for name in _TEXTS}
    if not texts["number"]:
        raise RowRefused("contract_number", _("This row names no contract."))
    days = {name: values.get(f"contract_{name}") for name in ("begins", "ends", "signed")}
    if days["begins"] and days["ends"] and days["ends"] < days["begins"]:
        raise RowRefused("contract_ends", _("The contract would end before it begins."))
    try:
        amount_of(texts["amount"], usual_currency())
    except ValidationError as error:
        raise RowRefused("contract_amount", " ".join(error.messages)) from error
    kinds = {_plain(str(word)): key for key, label in Contract.Kind.choices for word in (key, label)}
    return ContractDraft(row, texts, days, kinds.get(_plain(texts["kind"]), ""), values.get("owner"), parted(values)[1])


def _plain(kind: str) -> str:
    """销售合同 and 销售 mean the same."""
    return fold(kind).removesuffix(fold("合同"))


def prepare(one: ContractDraft) -> None:
    """Nothing is worked out without the database."""


class _Known:
    """Contracts and customers that rows name."""

    def __init__(self, person: Any, drafts: Sequence[ContractDraft]) -> None:  # Any: person of the doors
        names = {one.texts["customer"] for one in drafts} - {""}
        self.contracts = dict(
            Contract.objects.filter(number__in={one.number for one in drafts}).values_list("number", "pk")
        )
        rows = (
            Party.objects.visible_to(person)
            .living()
            .filter(Q(name__in=names) | Q(external_id__in=names))
            .order_by("-pk")
        )
        self.customers = {word: one for one in rows for word in (one.external_id, one.name) if word in names}
        self.may_seal = can_seal(person)

    def refusal(self, one: ContractDraft) -> tuple[str, str] | None:
        """Which field keeps the row out, and why."""
        if one.texts["customer"] not in self.customers:
            return "contract_customer", _("There is no customer of this name or number. Bring the customers in first.")
        if one.days["signed"] and not self.may_seal:
            return "contract_signed", _("Only who keeps the firm's seal brings in what was signed.")
        if one.days["signed"] and one.days["signed"] > timezone.localdate(now()):
            return "contract_signed", _("It can't have been signed on a day to come.")
        return None


def check(person: Any, drafts: Sequence[ContractDraft], seen: set[int]) -> list[Verdict]:  # Any: as above
    """What would become of them: known by their numbers, refused where a field of the firm holds what it can't."""
    known = _Known(person, drafts)
    _read, wrong = read_rows(by=person, kind="contract", typed={one.row: one.custom for one in drafts})
    return [
        Verdict("refused", wrong[one.row][1]) if verdict.outcome == "new" and one.row in wrong else verdict
        for one, verdict in ((one, _verdict(one, known, seen)) for one in drafts)
    ]


def _verdict(one: ContractDraft, known: _Known, seen: set[int]) -> Verdict:
    if one.number in known.contracts:
        return Verdict("same", _("the number is the same"), known.contracts[one.number])
    if refusal := known.refusal(one):
        return Verdict("refused", refusal[1])
    mark = hash(one.number)
    is_twice = mark in seen
    seen.add(mark)
    return Verdict("twice", _("stands in the file twice")) if is_twice else Verdict("new")


@transaction.atomic
def write(person: Person, drafts: Sequence[ContractDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Begin what is new; what was signed holds from its day on. Raises MayNotContract."""
    if not can_contract(person):
        raise MayNotContract(_("Your role may not make contracts."))
    known = _Known(person, drafts)
    read, wrong = read_rows(by=person, kind="contract", typed={one.row: one.custom for one in drafts})
    with in_batch(batch):
        outcomes = [_written(person, one, known, wrong.get(one.row)) for one in drafts]
    made = {one.record_id: one.row for one in outcomes if one.outcome == "created" and one.record_id}
    rows = Contract.objects.filter(pk__in=made)
    own = {one.pk: (contract_facts(one), read.get(made[one.pk], {})) for one in rows}
    index_documents("contract", begin_rows(kind="contract", records=own))
    return outcomes


def _written(by: Person, one: ContractDraft, known: _Known, wrong: tuple[str, str] | None) -> Outcome:
    if one.number in known.contracts:
        return Outcome(one.row, "unchanged", known.contracts[one.number], _("the number is the same"))
    if refusal := known.refusal(one):
        return Outcome(one.row, "refused", reason=refusal[1], field=refusal[0])
    if wrong is not None:
        return Outcome(one.row, "refused", reason=wrong[1], field=wrong[0])
    owner = Person.objects.filter(pk=one.owner).first() if one.owner else None
    told, party = one.texts, known.customers[one.texts["customer"]]
    try:
        with transaction.atomic():
            made = start_contract(
                by=by, party=party, owner=owner, number=told["number"][:60], is_from_file=True,
                amount=told["amount"] or None, kind=one.kind, project=told["project"], their_number=told["theirs"],
                begins_on=one.days["begins"], ends_on=one.days["ends"], title=told["title"] or party.called,
            )  # fmt: skip
            _hold(made, one.days["signed"])
    except ValidationError as error:
        return Outcome(one.row, "refused", reason=" ".join(error.messages), field="contract_number")
    known.contracts[one.number] = made.pk
    strange = told["kind"] and not one.kind
    notes = (_("no kind of contract is called “%(name)s”") % {"name": told["kind"][:60]},) if strange else ()
    return Outcome(one.row, "created", made.pk, notes=notes)


def _hold(contract: Contract, signed: date | None) -> None:
    """What was signed on paper was sealed by then."""
    if signed is None:
        return
    contract.state, contract.signed_on = Contract.State.SEALED, signed
    contract.sealed_at = contract.approved_at = timezone.make_aware(datetime.combine(signed, time(12)))
    contract.save(update_fields=["state", "signed_on", "sealed_at", "approved_at"])
    settle(contract, timezone.localdate(now()))


@transaction.atomic
def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """What came in goes, but for those that were worked with since, which are kept and listed."""
    rows = Entry.objects.filter(batch=batch, name=ContractMade.name)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    entries = list(rows.order_by("-id").values_list("id", "subject_id")[:SIZE])
    undone = Undone(cursor=entries[-1][0] if len(entries) == SIZE else None)
    numbers = [number for _entry, number in entries]
    worked = Entry.objects.filter(kind="contract", subject_id__in=numbers, actor__isnull=False).exclude(batch=batch)
    touched = set(worked.values_list("subject_id", flat=True))
    for one in Contract.objects.select_for_update().filter(pk__in=numbers).order_by("pk"):
        if one.pk in touched:
            undone.kept.append((one.pk, str(one), _("worked with since the import")))
            continue
        remove_documents("contract", [one.pk])
        drop_values(kind="contract", records=[one.pk])
        one.delete()
        undone.deleted += 1
    return undone
