"""Noting what is worth remembering."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
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
)
from tongxin.directory.memory.actions.holding import hold
from tongxin.directory.memory.actions.timelines import customer_of
from tongxin.directory.memory.events import FactNoted
from tongxin.directory.memory.models import Confidence, Fact, Kind, Occasion
from tongxin.directory.parties.models import Party


@transaction.atomic
def note_fact(
    *,
    by: Person,
    party: Party,
    kind: str,
    text: str = "",
    day: YearlyDay | None = None,
    occasion: str = "",
    relative: Party | None = None,
    told_by: str = "",
    source: Subject | None = None,
    confidence: str = Confidence.SURE,
    customer: Party | None = None,
) -> Fact:
    """Remember something of a party. Said again, it is confirmed instead of kept twice.

    `customer` is on whose timeline it stands when it is about somebody who works there. Whoever sees the party may; raises MayNotRemember
    otherwise, ValidationError when there is nothing to remember.
    """
    check_about(by, party)
    fact = Fact(
        party=party,
        kind=check_kind(by, kind),
        text=check_words(text),
        occasion=_occasion(kind, occasion),
        relative=check_relative(by, relative),
        told_by=check_words(told_by, limit=80, field="told_by"),
        source_kind=source.kind if source else "",
        source_id=source.id if source else None,
        confidence=check_choice(confidence, Confidence, "confidence"),
        noted_by=by,
        noted_at=now(),
        confirmed_by=by,
        confirmed_at=now(),
        **day_columns(_once(kind, day)),
    )
    if not fact.text and not fact.month:
        raise ValidationError({"text": _("Write a few words first.")})
    if kind == Kind.DATE and not fact.month and not fact.text:
        raise ValidationError({"day": _("Which day?")})
    if (known := _known(fact)) is not None:
        return hold(by, known)
    fact.save(force_insert=True)
    told = FactNoted(kind=fact.kind, source=str(source) if source else "")
    tell(told, by=by, on=on(fact), customer=customer_of(fact, customer))
    index_documents("fact", [fact.pk])
    return fact


def _occasion(kind: str, occasion: str) -> str:
    """Only important days have one."""
    if kind != Kind.DATE:
        return ""
    return check_choice(occasion, Occasion, "occasion") or Occasion.OTHER


def _once(kind: str, day: YearlyDay | None) -> YearlyDay | None:
    """What is no anniversary comes once: the next time that day comes."""
    return day if day is None or kind == Kind.DATE else day.once_after(timezone.localdate(now()))


def _known(fact: Fact) -> Fact | None:
    """The same thing, noted before."""
    rows = Fact.objects.living().filter(party=fact.party_id, kind=fact.kind, text=fact.text, occasion=fact.occasion)
    same = rows.filter(month=fact.month, day=fact.day, is_lunar=fact.is_lunar, relative=fact.relative_id)
    return same.select_for_update(of=("self",)).first()
