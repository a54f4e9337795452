"""What a rule would do, before it is switched on: counted by the database, by the same rules as the return itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from tongxin.collab.journal.models import Entry
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.parties.events import PartyAssigned
from tongxin.directory.parties.models import Party, PartyQuerySet
from tongxin.frontoffice.pools.models import Custody, Pool
from tongxin.frontoffice.pools.queries.covering import firm_zone, members_of
from tongxin.frontoffice.pools.queries.holding import real_follow_ups_since
from tongxin.frontoffice.pools.queries.sales import last_before, with_open, with_won
from tongxin.frontoffice.pools.returning import CLAIMED, CLOSED, CONTRACT, CREATED, ORDERED, Line, end_of

_LONGEST, _DAY = timedelta(days=20_000), timedelta(days=1)


@dataclass
class Trial:
    """How many customers would return until a day, by owner; `looked_at` is how many the rule concerns."""

    until: datetime
    looked_at: int = 0
    by_owner: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many in all."""
        return self.by_owner.total()


def concerned(pool: Pool) -> PartyQuerySet:
    """Customers whom a rule of this pool concerns: key customers stay."""
    rows = Party.objects.customers().filter(owner__in=members_of(pool))
    return rows.exclude(Exists(KeyCustomer.objects.filter(party=OuterRef("pk"))))


def try_out(pool: Pool, lines: Sequence[Line], *, least_words: int, starts_at: datetime, days: int = 7) -> Trial:
    """Count what these lines would take back in the first `days` days from `starts_at`, changing nothing."""
    trial = Trial(starts_at + timedelta(days=days))
    count_among(concerned(pool), trial, lines, least_words=least_words)
    return trial


def count_among(rows: PartyQuerySet, trial: Trial, lines: Sequence[Line], *, least_words: int) -> None:
    """Add to the trial whom of these customers the lines would take back.

    The end of days is later for a later beginning; so for each line there is a last day on which the beginning may lie, and one
    statement finds who began before it, instead of working out the day of each customer."""
    trial.looked_at += rows.count()
    due = Q(pk__in=[])
    for line in lines:
        due |= _due(line, lines, trial.until, least_words)
    protected = Custody.objects.filter(party=OuterRef("pk"), owner=OuterRef("owner"), protected_until__gt=trial.until)
    returning = rows.filter(due).exclude(Exists(protected)).order_by().values_list("owner").annotate(n=Count("pk"))
    trial.by_owner.update({int(owner): n for owner, n in returning if owner is not None})


def trial_of(result: Mapping[str, Any]) -> Trial:  # Any: JSON values
    """A trial as a job wrote it down."""
    counts = Counter({int(owner): int(count) for owner, count in result["by_owner"].items()})
    return Trial(datetime.fromisoformat(result["until"]), int(result["looked_at"]), counts)


def _due(line: Line, lines: Sequence[Line], until: datetime, least_words: int) -> Q:
    """Whom one line takes back: of its tiers, and whose days began long enough ago."""
    named = {tier for one in lines if one.base == line.base for tier in one.tiers}
    tiers = Q(tier__in=line.tiers) if line.tiers else ~Q(tier__in=named)
    before = _latest_begin(line, until)
    began = Q(created_at__lt=before) & ~_handed_over(at__gte=before)
    if not line.takes_open:
        tiers &= ~with_open()
    if line.spares_deals:
        tiers &= ~with_won()
    if line.base == CREATED:
        return tiers & Q(created_at__lt=before) & ~_handed_over(at__gt=OuterRef("created_at"))
    if line.base == CLAIMED:
        return tiers & began & _handed_over(at__gt=OuterRef("created_at"))
    if line.base in (CLOSED, ORDERED, CONTRACT):
        return tiers & began & last_before(line.base, before.date())
    return tiers & began & ~Q(Exists(real_follow_ups_since(before, least_words).filter(party=OuterRef("pk"))))


def _latest_begin(line: Line, until: datetime) -> datetime:
    """The instant before which days must have begun to be over by `until`."""
    zone = firm_zone()
    low, high = (until - _LONGEST).astimezone(zone).date(), until.astimezone(zone).date()
    while low < high:
        middle: date = low + timedelta(days=((high - low).days + 1) // 2)
        is_over = end_of(middle, line.days, line.is_working, zone) <= until
        low, high = (middle, high) if is_over else (low, middle - _DAY)
    return datetime.combine(low + _DAY, time.min, tzinfo=zone)


def _handed_over(**when: object) -> Q:
    """Came to its owner then: as custody says, or the journal where custody knows nothing of this owner."""
    custody = Custody.objects.filter(party=OuterRef("pk"), owner=OuterRef("owner"))
    held = custody.filter(**{f"held_since{key.removeprefix('at')}": value for key, value in when.items()})
    told = Entry.objects.filter(kind="party", subject_id=OuterRef("pk"), name=PartyAssigned.name, **when)
    return Q(Exists(held)) | (~Q(Exists(custody)) & Q(Exists(told)))
