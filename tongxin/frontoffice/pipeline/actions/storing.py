"""Keeping opportunities that come in from a file: many rows at once, with their journal, sums and search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.bulk import insert_rows
from tongxin.base.events import Event, Telling, tell_many
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_new, words_of
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.frontoffice.pipeline.actions.opening import first_stage
from tongxin.frontoffice.pipeline.actions.tallying import share_of, tally
from tongxin.frontoffice.pipeline.events import OpportunityLost, OpportunityOpened, OpportunityWon
from tongxin.frontoffice.pipeline.models import Opportunity, OpportunityCompetitor, Stage, StageStay
from tongxin.frontoffice.pipeline.models.competitor import BETWEEN, names_in
from tongxin.frontoffice.pipeline.queries.documents import document_of
from tongxin.frontoffice.pipeline.queries.wordings import LOST, WON


@dataclass
class OpportunityDraft:
    """A row. `stage` is the number of a stage, won, lost, or empty; `customer` a name."""

    row: int
    name: str
    customer: str
    number: str
    stage: str
    amount: Money | None
    opened_on: date | None
    closed_on: date | None
    product: str
    owner: int | None
    source: str
    note: str
    competitors: list[str] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)  # Any: as read from cells, by key of the firm's field


class Maker:
    """Makes rows of drafts; what is the same for all of them is looked up once."""

    def __init__(self, person: Person, products: Mapping[str, str]) -> None:
        self.person = person
        self.products = products
        self.at = now()
        self.stages = {str(stage.pk): stage for stage in Stage.objects.in_use()}
        self.first = first_stage()
        self.last = list(Stage.objects.in_use().filter(pipeline=self.first.pipeline_id))[-1]
        self.currency = usual_currency()
        self.owners: dict[int, tuple[Person, Any]] = {}  # Any: a unit or None

    def _owner(self, number: int | None) -> tuple[Person, Any]:  # Any: as above
        number = number or self.person.pk
        if number not in self.owners:
            owner = Person.objects.get(pk=number)
            self.owners[number] = (owner, main_unit_of(owner))
        return self.owners[number]

    def notes_of(self, one: OpportunityDraft) -> tuple[str, ...]:
        """What is worth knowing of a row that comes in."""
        notes = [] if one.customer else [_("without a customer")]
        if one.product in self.products:
            notes.append(_("“%(written)s” was read as the product “%(name)s”") % {"written": one.product, "name": self.products[one.product]})  # fmt: skip
        return tuple(notes)

    def made(self, one: OpportunityDraft, party: int | None) -> Opportunity:
        """The opportunity of a row. What was won or lost stood in the last stage."""
        state = one.stage if one.stage in (WON, LOST) else Opportunity.State.OPEN
        stage = self.last if state != Opportunity.State.OPEN else self.stages.get(one.stage, self.first)
        owner, unit = self._owner(one.owner)
        opened = _instant(one.opened_on) or self.at
        closed = one.closed_on or one.opened_on or timezone.localdate(self.at)
        is_open = state == Opportunity.State.OPEN
        return Opportunity(
            name=one.name, party_id=party, pipeline_id=stage.pipeline_id, stage=stage, state=state, stage_since=opened,
            owner=owner, unit=unit, amount=one.amount.minor if one.amount else None,
            currency=one.amount.currency if one.amount else self.currency, probability=stage.probability,
            expected_on=one.closed_on if is_open else None, closed_on=None if is_open else closed, source=one.source,
            product=self.products.get(one.product, one.product), note=one.note, external_id=one.number, competitor=BETWEEN.join(one.competitors), created_by=self.person, created_at=self.at,
            updated_at=self.at,
        )  # fmt: skip


def store(person: Person, rows: list[Opportunity], batch: str) -> None:
    """Write the rows with their stay in a stage, competitors, sums, search and journal."""
    insert_rows(Opportunity, rows)
    insert_rows(StageStay, [_stay(one) for one in rows])
    insert_rows(OpportunityCompetitor, [rival for one in rows for rival in _rivals(one)])
    tally(share_of(one) for one in rows)
    documents = [document_of(one.pk, one.name, one.external_id) for one in rows]
    index_new("opportunity", [(document.id, words_of("opportunity", document)) for document in documents])
    tell_many([told for one in rows for told in _told(person, one, batch)])


def _rivals(one: Opportunity) -> list[OpportunityCompetitor]:
    """The list of competitors; whom alone a lost deal names, won it."""
    names = names_in(one.competitor)
    is_lost = one.state == Opportunity.State.LOST and len(names) == 1
    standing = OpportunityCompetitor.Standing.WON if is_lost else OpportunityCompetitor.Standing.UNKNOWN
    return [
        OpportunityCompetitor(opportunity=one, name=name, currency=one.currency, standing=standing) for name in names
    ]


def _stay(one: Opportunity) -> StageStay:
    left = max(_instant(one.closed_on) or one.stage_since, one.stage_since) if one.closed_on else None
    went = one.state if left else ""
    days = (left - one.stage_since).days if left else None
    return StageStay(
        opportunity=one,
        stage=one.stage,
        came_at=one.stage_since,
        left_at=left,
        days=days,
        went=went,
        moved_by=one.created_by,
    )


def _told(person: Person, one: Opportunity, batch: str) -> list[Telling]:
    amount = str(one.worth or "")
    events: list[tuple[Event, datetime]] = [
        (OpportunityOpened(title=one.name, stage=one.stage.called, amount=amount), one.stage_since)
    ]
    closed = _instant(one.closed_on) or one.stage_since
    if one.state == Opportunity.State.WON:
        events.append((OpportunityWon(title=one.name, amount=amount), closed))
    elif one.state == Opportunity.State.LOST:
        events.append((OpportunityLost(title=one.name, lost_reason=""), closed))
    on = Subject("opportunity", one.pk)
    return [
        Telling(
            event=event,
            by_id=person.pk,
            on=on,
            at=one.created_at,
            happened_at=at,
            customer_id=one.party_id,
            batch=batch,
        )
        for event, at in events
    ]


def _instant(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(12))) if day else None  # noqa: DTZ001  # made aware
