"""Putting a fact right, forgetting it, and taking either back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.directory.memory.actions.checks import (
    check_about,
    check_choice,
    check_kind,
    check_relative,
    check_words,
    day_columns,
    on,
    own_fact,
    seen_fact,
    state,
)
from tongxin.directory.memory.actions.timelines import customer_of
from tongxin.directory.memory.events import FactConfirmed, FactCorrected, FactForgotten, FactNoted, FactRecalled
from tongxin.directory.memory.models import Confidence, Fact, FactQuerySet, Kind, Occasion

CHANGEABLE = {"party", "kind", "text", "day", "occasion", "relative", "told_by", "confidence"}


@transaction.atomic
def correct_fact(*, by: Person, fact: Fact, version: int | None = None, **values: Any) -> Fact:  # Any: values as typed
    """Put right what was noted (CHANGEABLE). `version` is the one the person saw. Raises NotYours, ChangedMeanwhile, ValidationError."""
    fact = own_fact(by, fact.pk, version=version)
    if unknown := set(values) - CHANGEABLE:
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    before = state(fact)
    for name, value in _checked(by, values).items():
        setattr(fact, name, value)
    fact.occasion = (fact.occasion or Occasion.OTHER) if fact.kind == Kind.DATE else ""
    if not fact.text and not fact.month:
        raise ValidationError({"text": _("Write a few words first.")})
    after = state(fact)
    changed = sorted(name for name in after if after[name] != before[name])
    if not changed:
        return fact
    fact.confirmed_by, fact.confirmed_at = by, now()
    fact.version += 1
    fact.save()
    index_documents("fact", [fact.pk])
    told = FactCorrected(kind=fact.kind, fields=changed)
    tell(told, by=by, on=on(fact), customer=customer_of(fact), before=before)
    return fact


def _checked(by: Person, values: dict[str, Any]) -> dict[str, Any]:  # Any: typed values, column values
    columns: dict[str, Any] = {}  # Any: as above
    for name, value in values.items():
        if name == "day":
            columns |= day_columns(value)
        elif name == "party":
            check_about(by, value)
            columns[name] = value
        elif name == "relative":
            columns[name] = check_relative(by, value)
        elif name == "kind":
            columns[name] = check_kind(by, value)
        elif name in ("occasion", "confidence"):
            columns[name] = check_choice(value, Occasion if name == "occasion" else Confidence, name)
        else:
            columns[name] = check_words(value, limit=80 if name == "told_by" else 300, field=name)
    return columns


@transaction.atomic
def forget_fact(*, by: Person, fact: Fact, version: int | None = None) -> Fact:
    """It no longer holds. Raises NotYours, ChangedMeanwhile."""
    fact = own_fact(by, fact.pk, version=version)
    return _set_forgotten(by, fact, FactForgotten(kind=fact.kind), is_forgotten=True)


@transaction.atomic
def recall_fact(*, by: Person, fact: Fact) -> Fact:
    """It holds after all. Raises NotYours."""
    fact = own_fact(by, fact.pk, forgotten=True)
    return _set_forgotten(by, fact, FactRecalled(kind=fact.kind), is_forgotten=False)


@transaction.atomic
def forget_facts_of(*, by: Person, source: Subject) -> None:
    """What was learnt from a record is forgotten together with it, as far as the person may."""
    for fact in _of(by, source).living():
        forget_fact(by=by, fact=fact)


@transaction.atomic
def recall_facts_of(*, by: Person, source: Subject, since: datetime) -> None:
    """What was forgotten together with a record holds again."""
    for fact in _of(by, source).filter(forgotten_at__gte=since):
        recall_fact(by=by, fact=fact)


def _of(by: Person, source: Subject) -> FactQuerySet:
    return Fact.objects.changeable_by(by).filter(source_kind=source.kind, source_id=source.id)


def _set_forgotten(by: Person, fact: Fact, told: FactForgotten | FactRecalled, *, is_forgotten: bool) -> Fact:
    fact.forgotten_at = now() if is_forgotten else None
    fact.version += 1
    fact.save(update_fields=["forgotten_at", "version"])
    index_documents("fact", [fact.pk])
    tell(told, by=by, on=on(fact), customer=customer_of(fact))
    return fact


@transaction.atomic
def take_back(*, by: Person, fact: Fact, version: int | None = None) -> Fact:
    """Undo the last thing that was done to a fact: noting, confirming, correcting or forgetting it. Raises NotYours, ChangedMeanwhile
    when somebody did something else meanwhile."""
    last = Entry.objects.filter(kind="fact", subject_id=fact.pk).order_by("-pk").first()
    if last is None:
        raise ValidationError(_("This can't be undone."))
    if last.name == FactForgotten.name:
        return recall_fact(by=by, fact=fact)
    if last.name in (FactNoted.name, FactRecalled.name):
        return forget_fact(by=by, fact=fact, version=version)
    before = dict(last.before or {})
    if last.name == FactConfirmed.name:
        return _unconfirm(by, seen_fact(by, fact.pk, version=version), last, before)
    fact = own_fact(by, fact.pk, version=version)
    check_kind(by, before["kind"])
    after = state(fact)
    for name, value in before.items():
        setattr(fact, f"{name}_id" if name in ("party", "relative") else name, value)
    fact.version += 1
    fact.save()
    index_documents("fact", [fact.pk])
    told = FactCorrected(kind=fact.kind, fields=sorted(name for name in after if after[name] != before[name]))
    tell(told, by=by, on=on(fact), customer=customer_of(fact), before=after)
    return fact


def _unconfirm(by: Person, fact: Fact, last: Entry, before: dict[str, Any]) -> Fact:  # Any: JSON values
    """A slip of the finger: it is as old as it was. Only by the one whose finger it was."""
    if last.actor_id != by.pk:
        own_fact(by, fact.pk)
    at = parse_datetime(before["confirmed_at"])
    assert at is not None  # written by `hold`
    fact.confirmed_at, fact.confirmed_by_id, fact.confidence = at, before["confirmed_by"], before["confidence"]
    fact.version += 1
    fact.save(update_fields=["confirmed_at", "confirmed_by", "confidence", "version"])
    told = FactCorrected(kind=fact.kind, fields=["confirmed_at"])
    tell(told, by=by, on=on(fact), customer=customer_of(fact), before=state(fact))
    return fact
