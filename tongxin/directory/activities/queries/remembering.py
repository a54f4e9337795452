"""What is worth knowing just now: before a visit, and of the days that come near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Kind, Step
from tongxin.directory.memory.queries import Coming, Known, coming_days, worth_knowing

VISIT_AHEAD = timedelta(days=2)
_MOST_VISITS = 5
_MOST_DAYS = 8


@dataclass(frozen=True)
class BeforeVisit:
    """A planned visit and the few things worth knowing before it."""

    step: Step
    facts: list[Known]


@dataclass(frozen=True)
class Remembering:
    """What one person should have in mind today."""

    visits: Sequence[BeforeVisit]
    days: Sequence[Coming]


def remembering(person: Person, now: datetime) -> Remembering:
    """Visits and meetings within two days with what is worth knowing of those one meets; birthdays and the like within a fortnight."""
    last = timezone.localdate(now) + VISIT_AHEAD
    steps = Step.objects.visible_to(person).of(person).due_until(last).filter(kind__in=(Kind.VISIT, Kind.MEETING))
    rows = steps.exclude(party=None).select_related("party").prefetch_related("people").soonest_first()
    coming = [step for step in rows[: 4 * _MOST_VISITS] if step.due_on and step.due_on >= timezone.localdate(now)]
    coming = coming[:_MOST_VISITS]
    met = [one.pk for step in coming for one in step.people.all()]
    known = worth_knowing(person, [step.party for step in coming if step.party], now, people=met)
    visits = [BeforeVisit(step, known[step.party_id]) for step in coming if step.party_id in known]
    return Remembering(visits, coming_days(person, now)[:_MOST_DAYS])
