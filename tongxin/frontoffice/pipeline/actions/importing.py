"""Bringing opportunities in from a file: a thousand rows at once, with their journal, sums and search."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.money import InvalidMoney, Money, parse_money
from tongxin.base.registries import Choices, Outcome, RowRefused, Undone, Verdict
from tongxin.collab.access.models import reach_of
from tongxin.collab.fields.actions import begin_rows, drop_values, parted, read_rows
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.directory.catalogue.queries import likely_names, usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pipeline.actions.bearing import opportunity_facts
from tongxin.frontoffice.pipeline.actions.checks import MayNotOpen
from tongxin.frontoffice.pipeline.actions.competing import MOST
from tongxin.frontoffice.pipeline.actions.storing import Maker, OpportunityDraft, store
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityOpened
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor
from tongxin.frontoffice.pipeline.models.competitor import names_in
from tongxin.frontoffice.pipeline.policies import can_open

SIZE = 1000
_NAME = OpportunityCompetitor._meta.get_field("name").max_length or 0


def draft(values: Mapping[str, Any], row: int) -> OpportunityDraft:  # Any: values by field key
    """A row as it was read. Raises RowRefused for an amount that is none, and for a row that names nothing."""
    told = {key: str(values.get(key) or "").strip() for key in _TEXTS}
    amount = _amount(str(values.get("deal_amount") or ""))
    name = told["deal_name"] or " · ".join(part for part in (told["deal_product"], told["deal_customer"]) if part)
    if not name and not told["deal_number"]:
        raise RowRefused("deal_name", _("This row names no opportunity."))
    notes = values.get("note") or ""
    return OpportunityDraft(
        row=row,
        name=(name or told["deal_number"])[:200],
        customer=told["deal_customer"],
        number=told["deal_number"],
        stage=told["deal_stage"],
        amount=amount,
        opened_on=values.get("deal_opened_on"),
        closed_on=values.get("deal_closed_on"),
        product=told["deal_product"],
        owner=values.get("owner"),
        source=told["source"],
        note="\n".join(notes) if isinstance(notes, list) else str(notes),
        competitors=_competitors(told["deal_competitor"]),
        custom=parted(values)[1],
    )


_TEXTS = ("deal_name", "deal_customer", "deal_number", "deal_stage", "deal_product", "deal_competitor", "source")


def _competitors(text: str) -> list[str]:
    names = names_in(text)
    if len(names) > MOST or any(len(name) > _NAME for name in names):
        said = _("Names of competitors, with 、 between them: %(most)d at most, of %(limit)d characters at most.")
        raise RowRefused("deal_competitor", said % {"most": MOST, "limit": _NAME})
    return names


def _amount(text: str) -> Money | None:
    if not text:
        return None
    try:
        money = parse_money(text, usual_currency())
    except InvalidMoney as error:
        raise RowRefused("deal_amount", str(error)) from error
    if money.minor < 0:
        raise RowRefused("deal_amount", _("An amount below zero can't be won. Leave it empty if it isn't known yet."))
    return money


def prepare(one: OpportunityDraft) -> None:
    """Nothing is worked out without the database."""


def check(person: Any, drafts: Sequence[OpportunityDraft], seen: set[int]) -> list[Verdict]:  # Any: person of the doors
    """What would become of them: known by their number in the old system, refused where the customer or the owner isn't for `person`, or
    where a field of the firm holds what it can't."""
    _read, wrong = read_rows(by=person, kind="opportunity", typed={one.row: one.custom for one in drafts})
    return [
        Verdict("refused", wrong[one.row][1]) if verdict.outcome == "new" and one.row in wrong else verdict
        for one, verdict in zip(drafts, _verdicts(person, drafts, seen), strict=True)
    ]


def _verdicts(person: Any, drafts: Sequence[OpportunityDraft], seen: set[int]) -> list[Verdict]:  # Any: as above
    known = _known(drafts)
    customers = _customers(person, drafts)
    return [_verdict(person, one, known, customers, seen) for one in drafts]


def _verdict(
    person: Any, one: OpportunityDraft, known: Mapping[str, int], customers: Mapping[str, int], seen: set[int]
) -> Verdict:  # Any: as above
    if one.number and one.number in known:
        return Verdict("same", _("the number in the old system is the same"), known[one.number], one.name)
    if one.number:
        mark = hash(one.number)
        if mark in seen:
            return Verdict("twice", _("the number stands in the file twice"))
        seen.add(mark)
    if one.customer and one.customer not in customers:
        return Verdict("refused", _("There is no customer of this name. Bring the customers in first."))
    reach = reach_of(person)
    if one.owner not in (None, reach.person_id) and reach.scope("opportunity", "write") == "own":
        return Verdict("refused", _("Your role may only add opportunities of your own."))
    return Verdict("new")


@transaction.atomic
def write(person: Person, drafts: Sequence[OpportunityDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Write what is new. Rows without a customer come in without one, and say so."""
    if not can_open(person):
        raise MayNotOpen(_("Your role may not add opportunities."))
    verdicts = _verdicts(person, drafts, set())
    customers = _customers(person, drafts)
    maker = Maker(person, likely_names(person, {one.product for one in drafts}))
    read, wrong = read_rows(by=person, kind="opportunity", typed={one.row: one.custom for one in drafts})
    made = {
        one.row: maker.made(one, customers.get(one.customer))
        for one, verdict in zip(drafts, verdicts, strict=True)
        if verdict.outcome == "new" and one.row not in wrong
    }
    store(person, list(made.values()), batch)
    own = {one.pk: (opportunity_facts(one), read.get(row, {})) for row, one in made.items()}
    index_documents("opportunity", begin_rows(kind="opportunity", records=own))
    outcomes = []
    for one, verdict in zip(drafts, verdicts, strict=True):
        if one.row in made:
            outcomes.append(Outcome(one.row, "created", made[one.row].pk, notes=maker.notes_of(one)))
        elif verdict.outcome == "new":
            outcomes.append(Outcome(one.row, "refused", field=wrong[one.row][0], reason=wrong[one.row][1]))
        elif verdict.outcome == "refused":
            named = "deal_customer" if one.customer and one.customer not in customers else "owner"
            outcomes.append(Outcome(one.row, "refused", reason=verdict.reason, field=named))
        else:
            outcomes.append(Outcome(one.row, "unchanged", verdict.record_id, verdict.reason))
    return outcomes


def _known(drafts: Sequence[OpportunityDraft]) -> dict[str, int]:
    numbers = {one.number for one in drafts if one.number}
    rows = Opportunity.objects.filter(external_id__in=numbers).exclude(external_id="")
    return dict(rows.values_list("external_id", "pk"))


def _customers(person: Any, drafts: Sequence[OpportunityDraft]) -> dict[str, int]:  # Any: as above
    """Numbers of the customers that are named, by name; a name that two have means the older one."""
    names = {one.customer for one in drafts if one.customer}
    rows = Party.objects.visible_to(person).living().filter(name__in=names).order_by("-pk")
    return dict(rows.values_list("name", "pk"))


@transaction.atomic
def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """What came in goes, but for those that were changed since, which are kept and listed."""
    rows = Entry.objects.filter(batch=batch, name=OpportunityOpened.name)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    entries = list(rows.order_by("-id").values_list("id", "subject_id")[:SIZE])
    undone = Undone(cursor=entries[-1][0] if len(entries) == SIZE else None)
    found = list(
        Opportunity.objects.filter(pk__in=[number for _entry, number in entries]).order_by("pk").select_for_update()
    )
    gone = [one for one in found if one.version == 1]
    undone.kept = [(one.pk, one.name, _("changed since the import")) for one in found if one.version > 1]
    tally(-share_of(one) for one in gone)
    numbers = [one.pk for one in gone]
    remove_documents("opportunity", numbers)
    drop_values(kind="opportunity", records=numbers)
    Opportunity.objects.filter(pk__in=numbers).delete()
    undone.deleted = len(gone)
    return undone
