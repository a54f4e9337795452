"""Bringing targets in from a file: who, until when, of which measure, how much."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.events import in_batch
from tongxin.base.money import InvalidMoney, parse_money
from tongxin.base.registries import Choices, Outcome, RowRefused, Undone, Verdict
from tongxin.collab.journal.models import Entry
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.frontoffice.targets.actions.setting import (
    MayNotSet,
    Wanted,
    check_leads,
    in_words,
    key_of,
    read_value,
    set_targets,
)
from tongxin.frontoffice.targets.events import TargetsSet
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.policies import can_set_targets
from tongxin.frontoffice.targets.queries import (
    Period,
    measure_called,
    measures,
    open_measures,
    read_period,
    seen_targets,
)
from tongxin.frontoffice.targets.queries.grid import units_in_sight

SIZE = 500


@dataclass(frozen=True)
class TargetDraft:
    """A row; `person` is a number, `unit` a name."""

    row: int
    measure: str
    period: Period
    value: int
    currency: str
    product: str
    unit: str
    person: int | None


def draft(values: Mapping[str, Any], row: int) -> TargetDraft:  # Any: values by field key
    """A row as it was read. Raises RowRefused for what can't be a target."""
    told = {
        name: str(values.get(f"target_{name}") or "").strip()
        for name in ("unit", "product", "period", "measure", "value")
    }
    person = values.get("target_person")
    if not told["unit"] and not person:
        raise RowRefused("target_unit", _("Whose target is it? Name a unit or a person."))
    measure = measure_called(told["measure"])
    if measure is None:
        raise RowRefused(
            "target_measure", _("Nothing that can be counted is called “%(name)s”.") % {"name": told["measure"][:60]}
        )
    period = read_period(told["period"])
    if period is None:
        raise RowRefused("target_period", _("This is no month, quarter or year: write 2026, 2026 Q1 or 2026-01."))
    product = told["product"]
    if product and not measures.get(measure).has_products:
        raise RowRefused("target_product", _("This measure isn't counted by product."))
    value, currency = _worth(told["value"], is_money=measures.get(measure).is_money)
    return TargetDraft(row, measure, period, value, currency, product, told["unit"], person)


def _worth(text: str, *, is_money: bool) -> tuple[int, str]:
    try:
        currency = parse_money(text, usual_currency()).currency if is_money else ""
        value = read_value(text, currency)
    except (InvalidMoney, ValidationError) as error:
        raise RowRefused("target_value", " ".join(getattr(error, "messages", [str(error)]))) from error
    if not value:
        raise RowRefused("target_value", _("Write a number above zero."))
    return value, currency


def prepare(one: TargetDraft) -> None:
    """Nothing is worked out without the database."""


class _Known:
    """What the rows speak of, as far as the person may set targets."""

    def __init__(self, person: Any, drafts: Sequence[TargetDraft]) -> None:  # Any: person of the doors
        self.by = person
        self.measures = open_measures(person)
        self.people = Person.objects.active().in_bulk({one.person for one in drafts if one.person})
        self.units: dict[str, list[Unit]] = {}
        for unit in units_in_sight(person, "write"):
            self.units.setdefault(fold(unit.name), []).append(unit)
        self.wanted = {one.row: self._wanted(one) for one in drafts}
        keys = [self.key(one) for one in drafts if isinstance(self.wanted[one.row], Wanted)]
        self.targets = {one.key: one for one in seen_targets(person).filter(key__in=keys)}

    def _wanted(self, one: TargetDraft) -> Wanted | tuple[str, str]:
        """What is to be set; or the field and why not."""
        if one.measure not in self.measures:
            return "target_measure", _("Choose what is to be reached.")
        person = self.people.get(one.person) if one.person else None
        units = self.units.get(fold(one.unit), []) if not one.person else []
        if person is None and len(units) != 1:
            name = {"name": one.unit[:60]}
            several = _("Several units are called “%(name)s”.") % name
            return "target_unit", several if units else _("“%(name)s” isn't yours to set a target for.") % name
        wanted = Wanted(one.period, in_words(one.value, one.currency), None if person else units[0], person)
        try:
            check_leads(self.by, self.measures[one.measure], [wanted])
        except PermissionDenied as error:
            return "target_person" if person else "target_unit", str(error)
        return wanted

    def key(self, one: TargetDraft) -> str:
        """What tells its target apart; empty for a row that is refused."""
        wanted = self.wanted[one.row]
        return key_of(one.measure, wanted, one.currency, one.product) if isinstance(wanted, Wanted) else ""

    def standing(self, one: TargetDraft) -> Target | None:
        """The target that stands there already."""
        return self.targets.get(self.key(one))


def check(person: Any, drafts: Sequence[TargetDraft], seen: set[int]) -> list[Verdict]:  # Any: as above
    """What would become of them."""
    known = _Known(person, drafts)
    return [_verdict(one, known, seen) for one in drafts]


def _verdict(one: TargetDraft, known: _Known, seen: set[int]) -> Verdict:
    wanted = known.wanted[one.row]
    if not isinstance(wanted, Wanted):
        return Verdict("refused", wanted[1])
    mark = hash(known.key(one))
    if mark in seen:
        return Verdict("twice", _("this target stands in the file twice"))
    seen.add(mark)
    there = known.standing(one)
    if there is None:
        return Verdict("new")
    return Verdict("same" if there.value == one.value else "update", _("there is a target for this period"), there.pk)


@transaction.atomic
def write(person: Person, drafts: Sequence[TargetDraft], batch: str, choices: Choices) -> list[Outcome]:
    """Set what isn't set yet; what is, only where the file is right. Raises MayNotSet."""
    if not can_set_targets(person):
        raise MayNotSet(_("Your role sets no targets for others."))
    known = _Known(person, drafts)
    written: set[str] = set()
    with in_batch(batch):
        return [_written(person, one, known, written, batch, choices) for one in drafts]


def _written(by: Person, one: TargetDraft, known: _Known, written: set[str], batch: str, choices: Choices) -> Outcome:
    wanted, there, key = known.wanted[one.row], known.standing(one), known.key(one)
    if not isinstance(wanted, Wanted):
        return Outcome(one.row, "refused", reason=wanted[1], field=wanted[0])
    if key in written:
        return Outcome(one.row, "skipped", reason=_("this target stands in the file twice"))
    written.add(key)
    if there is not None and (there.value == one.value or choices.existing != "overwrite"):
        return Outcome(one.row, "unchanged", there.pk, _("there is a target for this period"))
    told = {"currency": one.currency or usual_currency(), "product": one.product, "batch": batch}
    set_targets(by=by, measure=one.measure, wanted=[wanted], **told)
    return Outcome(one.row, "updated" if there else "created", Target.objects.get(key=key).pk)


@transaction.atomic
def undo(person: Any, batch: str, cursor: int | None, before: Collection[str]) -> Undone:  # Any: as above
    """What came in goes, or is again what it was before; what somebody set anew since is kept and listed."""
    rows = Entry.objects.filter(batch=batch, name=TargetsSet.name)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    entries = list(rows.order_by("-id")[:SIZE])
    undone = Undone(cursor=entries[-1].pk if len(entries) == SIZE else None)
    numbers = [number for entry in entries for number in entry.particulars["targets"]]
    for one in Target.objects.select_for_update().filter(pk__in=numbers).order_by("pk"):
        if one.batch != batch:
            undone.kept.append((one.pk, str(one), _("set anew since the import")))
        elif one.replaced is None:
            one.delete()
            undone.deleted += 1
        else:
            one.value, one.replaced, one.batch = one.replaced, None, ""
            one.version += 1
            one.save()
            undone.restored += 1
    return undone
