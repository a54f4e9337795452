"""Sources and rules of assignment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_administer
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person
from tongxin.frontoffice.leads.events import LeadsArranged
from tongxin.frontoffice.leads.models import AssignmentRule, LeadSource
from tongxin.frontoffice.leads.models.arranging import HOURS


class MayNotArrange(PermissionDenied):
    """Only administrators arrange leads."""


@dataclass(frozen=True)
class RuleDraft:
    """A rule as typed."""

    source: LeadSource | None = None
    cities: str = ""
    words: str = ""
    person: Person | None = None
    unit: Unit | None = None


@transaction.atomic
def make_first_sources() -> None:
    """What a firm begins with; part of founding, so nobody is asked."""
    if not LeadSource.objects.exists():
        LeadSource.objects.bulk_create(
            LeadSource(key=key, hours=hours, place=place) for place, (key, hours) in enumerate(HOURS.items())
        )


@transaction.atomic
def save_source(
    *, by: Person, source: LeadSource | None = None, name: str, hours: int, is_in_use: bool = True
) -> LeadSource:
    """A new source, or another name or promise of one. Raises MayNotArrange, ValidationError."""
    _ask(by)
    typed = " ".join(clean(name).split())
    if not typed or len(typed) > 60:
        raise ValidationError({"name": _("This needs a word.")})
    if not 1 <= hours <= 400:
        raise ValidationError({"hours": _("Give the working hours as a number from 1 to 400.")})
    saved = source or LeadSource(place=LeadSource.objects.count())
    if source is None or typed != saved.called:
        saved.name = typed
    saved.hours = hours
    saved.retired_at = None if is_in_use else saved.retired_at or now()
    saved.save()
    tell(LeadsArranged(what=saved.called), by=by, on=Subject("lead_source", saved.pk))
    return saved


@transaction.atomic
def save_rules(*, by: Person, rules: Sequence[RuleDraft]) -> list[AssignmentRule]:
    """All rules anew, in their order. Raises MayNotArrange; ValidationError for one that goes nowhere."""
    _ask(by)
    if any(rule.person is None and rule.unit is None for rule in rules):
        raise ValidationError(_("Each rule needs a colleague or a unit."))
    AssignmentRule.objects.all().delete()
    made = [
        AssignmentRule.objects.create(
            place=place, source=rule.source, cities=clean(rule.cities).strip()[:300], words=clean(rule.words).strip()[:300],
            person=rule.person, unit=None if rule.person else rule.unit,
        )
        for place, rule in enumerate(rules)
    ]  # fmt: skip
    tell(LeadsArranged(what=_("rules of assignment")), by=by, on=Subject("person", by.pk))
    return made


def _ask(by: Person) -> None:
    if not can_administer(by):
        raise MayNotArrange(_("Only administrators arrange sources and rules."))
