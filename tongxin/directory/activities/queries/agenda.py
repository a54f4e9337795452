"""One person's day: what is theirs to do, what comes, what waits to be filed, what is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongxin.base.database.prepared import prepared
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Activity, Kind, Step
from tongxin.directory.parties.models import sees

DAYS_AHEAD = 7
MOST = 100
_MEETING = (Kind.VISIT, Kind.MEETING)


@dataclass(frozen=True)
class Stop:
    """One line of the day's agenda: something agreed for a clock time, or a visit that took place."""

    at: datetime
    state: str
    step: Step | None = None
    activity: Activity | None = None


@dataclass
class Agenda:
    """`turn` is late or due today, `coming` the next seven days by day, `some_day` the rest."""

    turn: list[Step] = field(default_factory=list)
    coming: list[tuple[date, list[Step]]] = field(default_factory=list)
    some_day: list[Step] = field(default_factory=list)
    unfiled: list[Activity | Step] = field(default_factory=list)
    done: list[Step | Activity] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    later: int = 0

    @property
    def next_stop(self) -> Stop | None:
        """What is agreed next."""
        return next((stop for stop in self.stops if stop.state == "next"), None)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The instants at which a day begins and ends in the zone in use."""
    start = timezone.make_aware(datetime.combine(day, time.min))  # noqa: DTZ001  # made aware here
    return start, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))  # noqa: DTZ001  # as above


def due_count(person: Person, now: datetime) -> int:
    """How many steps are late or due today: the number beside Today."""
    reach, today = reach_of(person), timezone.localdate(now)
    return len(_due(reach, reach.person_id, today.isoformat()))


def due(reach: Reach, person: int, day: str) -> QuerySet[Step]:
    """Open steps of one's own that are late on a day or due on it. One's own are few, so each is asked whether its customer is in
    sight; who leads a region would else have all its customers listed for a number in the menu."""
    return Step.objects.filter(Q(party=None) | Q(sees(reach, "party_id")), owner=person).due_until(day)


@prepared
def _due(reach: Reach, person: int, day: str) -> QuerySet[Step, int]:
    return due(reach, person, day).values_list("pk", flat=True)


def agenda_of(person: Person, now: datetime) -> Agenda:
    """The day of one person, in six queries however much there is of it."""
    today = timezone.localdate(now)
    start, end = day_bounds(today)
    rows = Step.objects.visible_to(person).select_related("party", "made_by").prefetch_related("people")
    near = Q(party=None) | Q(sees(person, "party_id"))
    mine = Step.objects.filter(near).select_related("party", "made_by").prefetch_related("people")
    steps = list(mine.open().of(person).soonest_first()[: 2 * MOST])
    done = list(rows.filter(done_by=person).done_between(start, end).order_by("-done_at")[:MOST])
    notes = Activity.objects.filter(near).living().of(person).select_related("party").prefetch_related("people")
    today_s = list(notes.between(start, end).order_by("-at", "-id")[:MOST])
    return Agenda(
        turn=[step for step in steps if step.due_on is not None and step.due_on <= today],
        coming=_by_day(
            [step for step in steps if step.due_on is not None and 0 < (step.due_on - today).days <= DAYS_AHEAD]
        ),
        some_day=[step for step in steps if step.due_on is None],
        unfiled=[*notes.unfiled().order_by("-at", "-id")[:MOST], *(step for step in steps if step.party_id is None)],
        done=_done(done, today_s),
        stops=_stops(steps, today_s, now),
        later=sum(step.due_on is not None and (step.due_on - today).days > DAYS_AHEAD for step in steps),
    )


def _by_day(steps: Sequence[Step]) -> list[tuple[date, list[Step]]]:
    return [(day, list(some)) for day, some in groupby(steps, key=lambda step: step.due_on) if day is not None]


def _done(steps: Sequence[Step], notes: Sequence[Activity]) -> list[Step | Activity]:
    """Newest first by when it was finished or written down."""
    ended = [(step.done_at, step) for step in steps if step.done_at is not None]
    both: list[tuple[datetime, Step | Activity]] = [*ended, *((note.created_at, note) for note in notes)]
    return [record for _at, record in sorted(both, key=lambda pair: pair[0], reverse=True)]


def _stops(steps: Sequence[Step], notes: Sequence[Activity], now: datetime) -> list[Stop]:
    """Visits and meetings that took place today, and everything agreed for a clock time today."""
    today = timezone.localdate(now)
    stops = [Stop(note.at, "done", activity=note) for note in notes if note.kind in _MEETING]
    stops += [Stop(step.due_at, "", step=step) for step in steps if step.due_at and step.due_on == today]
    stops.sort(key=lambda stop: stop.at)
    ahead = next((stop for stop in stops if not stop.state and stop.at >= now), None)
    return [Stop(stop.at, "next", step=stop.step) if stop is ahead else stop for stop in stops]
