"""What every verb of this room checks first."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.dates.yearly import YearlyDay
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.memory.models import LONGEST, Confidence, Fact, Kind, Occasion
from tongxin.directory.memory.policies import can_note_about, writable_kinds
from tongxin.directory.parties.models import Party


class MayNotRemember(PermissionDenied):
    """The person can't see whom it is about, or a role keeps such facts from them."""


class NotYours(PermissionDenied):
    """The person may see this fact but not change it, or it is gone."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the fact since the person looked at it. `current` is the fact as it is now."""

    def __init__(self, current: Fact) -> None:
        super().__init__(_("Somebody else changed this meanwhile: %(fact)s") % {"fact": current})
        self.current = current


def check_about(by: Person, party: Party) -> None:
    """Raises MayNotRemember unless the person knows whom it is about."""
    if not can_note_about(by, party):
        raise MayNotRemember(_("This customer isn't there any more, or it isn't yours to see."))


def check_kind(by: Person, kind: str) -> str:
    """Raises ValidationError for an unknown kind, MayNotRemember for one that a role keeps from the person."""
    if kind not in Kind.values:
        raise ValidationError({"kind": _("Unknown kind: %(kind)s") % {"kind": kind}})
    if kind not in writable_kinds(by):
        raise MayNotRemember(_("Your role may not note facts of this kind."))
    return kind


def check_words(text: str, *, limit: int = LONGEST, field: str = "text") -> str:
    """In one line. Raises ValidationError when it is too long."""
    text = " ".join(clean(text).split())
    if len(text) > limit:
        words = {"more": len(text) - limit, "limit": limit}
        raise ValidationError({field: _("Too long by %(more)d characters – %(limit)d fit.") % words})
    return text


def check_choice(value: str, allowed: type[Occasion] | type[Confidence], field: str) -> str:
    """Raises ValidationError for a value that is none of ours; empty is none for occasions."""
    if value not in allowed.values and not (allowed is Occasion and not value):
        raise ValidationError({field: _("Unknown kind: %(kind)s") % {"kind": value}})
    return value


def day_columns(day: YearlyDay | None) -> dict[str, Any]:  # Any: column values
    """A day of the year as columns."""
    names = ("month", "day", "year", "is_lunar", "is_leap")
    return {name: getattr(day, name) if day else False if name.startswith("is_") else None for name in names}


def check_relative(by: Person, relative: Party | None) -> Party | None:
    """Raises ValidationError unless the person knows them."""
    if relative is not None and not can_note_about(by, relative):
        raise ValidationError({"relative": _("Somebody here is not known to you.")})
    return relative


def own_fact(by: Person, fact_id: int, *, forgotten: bool = False, version: int | None = None) -> Fact:
    """The fact, locked for the length of the transaction. Raises NotYours, ChangedMeanwhile."""
    return _locked(by, Fact.objects.changeable_by(by), fact_id, forgotten=forgotten, version=version)


def seen_fact(by: Person, fact_id: int, *, version: int | None = None) -> Fact:
    """The same, for whoever only sees it."""
    return _locked(by, Fact.objects.visible_to(by), fact_id, forgotten=False, version=version)


def _locked(by: Person, rows: QuerySet[Fact], fact_id: int, *, forgotten: bool, version: int | None) -> Fact:
    found = rows.filter(forgotten_at__isnull=not forgotten, pk=fact_id).select_for_update(of=("self",)).first()
    if found is None or found.kind not in writable_kinds(by):
        raise NotYours(_("Only who noted it, or who looks after the customer, can change this."))
    if version is not None and version != found.version:
        raise ChangedMeanwhile(found)
    return found


def on(fact: Fact) -> Subject:
    """The fact as a subject."""
    return Subject("fact", fact.pk)


def state(fact: Fact) -> Mapping[str, Any]:  # Any: JSON values
    """All that a correction can change, as the journal keeps it."""
    names = ("kind", "text", "occasion", "month", "day", "year", "is_lunar", "is_leap", "told_by", "confidence")
    held = {name: getattr(fact, name) for name in names}
    return {**held, "party": fact.party_id, "relative": fact.relative_id}
