"""Sums as they are kept: how much stands where."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Sum as Added
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.frontoffice.pipeline.models import Opportunity, Pipeline, Tally, TallyQuerySet
from tongxin.frontoffice.targets.queries import Period, target_of

STUCK_DAYS = 14
MOST_STUCK = 999


@dataclass(frozen=True)
class Sum:
    """How many, and how much in each currency, the largest first; `weighted` by probability. Empty where amounts are hidden."""

    count: int
    amounts: Sequence[Money] = ()
    weighted: Sequence[Money] = ()


@dataclass(frozen=True)
class Head:
    """What stands above the board: all that is open, how much of it has stood for long, and what this quarter brings."""

    open: Sum
    stuck: int
    is_more_stuck: bool
    won: Sum
    likely: Sum
    possible: Sum
    days_left: int
    target: Money | None = None

    @property
    def short(self) -> Money | None:
        """What will be missing to the target as things go: what is won and each open deal at its own chance. None without a target, or
        when nothing is missing."""
        if self.target is None:
            return None
        sums = [*self.won.amounts, *self.likely.weighted, *self.possible.weighted]
        coming = sum(money.minor for money in sums if money.currency == self.target.currency)
        gap = self.target.minor - coming
        return Money(gap, self.target.currency) if gap > 0 else None

    @property
    def shares(self) -> list[float]:
        """Won, likely and possible as parts of the target, or of their sum without one; they never come to more than 1."""
        code = (
            self.target.currency
            if self.target
            else next((one.currency for one in self.won.amounts or self.open.amounts), "")
        )
        parts = [
            sum(money.minor for money in found.amounts if money.currency == code)
            for found in (self.won, self.likely, self.possible)
        ]
        whole = max(self.target.minor if self.target else 0, sum(parts), 1)
        return [part / whole for part in parts]


def tallies(person: Any) -> TallyQuerySet:  # Any: also takes Django's anonymous user
    """The sums within the person's scope."""
    return Tally.objects.within_scope(person).filter(count__gt=0)


def add_up(person: Any, rows: Iterable[tuple[str, int, int, int]]) -> Sum:  # Any: as above
    """One sum of (currency, count, amount, weighted)."""
    count = 0
    amounts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for currency, number, amount, weight in rows:
        count += int(number)
        amounts[currency][0] += int(amount)
        amounts[currency][1] += int(weight)
    if "amount" in hidden_fields(person, "opportunity"):
        return Sum(count)
    named = sorted(amounts.items(), key=lambda one: -one[1][0])
    return Sum(
        count,
        [Money(amount, currency) for currency, (amount, _weight) in named],
        [Money(weight, currency) for currency, (_amount, weight) in named],
    )


def stage_sums(person: Any, pipeline: Pipeline) -> dict[int, Sum]:  # Any: as above
    """What is open in each stage of a pipeline, by the stage's number."""
    rows = tallies(person).filter(state=Opportunity.State.OPEN, pipeline=pipeline)
    added = rows.values_list("stage_id", "currency").annotate(Added("count"), Added("amount"), Added("weighted"))
    found: dict[int, list[tuple[str, int, int, int]]] = defaultdict(list)
    for stage, *rest in added.order_by():
        found[stage].append((rest[0], rest[1], rest[2], rest[3]))
    return {stage: add_up(person, lines) for stage, lines in found.items()}


def quarter_of(day: date) -> tuple[date, date]:
    """The first days of this quarter and of the next."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, (first.replace(day=28) + timedelta(days=80)).replace(day=1)


def head_of(person: Any, pipeline: Pipeline, likely: int = 70, *, mine: bool = False) -> Head:  # Any: as above
    """The figures above a pipeline's board; those of the quarter are of all pipelines, as targets are. `likely` is from which
    probability of a stage on its deals are counted on."""
    today = timezone.localdate(now())
    begin, end = quarter_of(today)
    seen = tallies(person).filter(owner=person) if mine else tallies(person)
    rows = seen.filter(pipeline=pipeline)
    quarter = seen.filter(month__gte=begin, month__lt=end)
    expected = quarter.filter(state=Opportunity.State.OPEN)
    stuck = standing_long(person, pipeline, now())
    return Head(
        open=_added(person, rows.filter(state=Opportunity.State.OPEN)),
        stuck=min(stuck, MOST_STUCK),
        is_more_stuck=stuck > MOST_STUCK,
        won=_added(person, quarter.filter(state=Opportunity.State.WON)),
        likely=_added(person, expected.filter(stage__probability__gte=likely)),
        possible=_added(person, expected.filter(stage__probability__lt=likely)),
        days_left=(end - today).days,
        target=target_of(person, "won", Period(begin, end), usual_currency(), own=mine),
    )


def standing_long(person: Any, pipeline: Pipeline, at: datetime, days: int = STUCK_DAYS) -> int:  # Any: as above
    """How many open deals have stood in their stage for more than `days`; nobody counts further than MOST_STUCK + 1."""
    rows = Opportunity.objects.visible_to(person).open().filter(pipeline=pipeline)
    rows = rows.filter(stage_since__lt=at - timedelta(days=days)).order_by()
    return rows.values("pk")[: MOST_STUCK + 1].count()


def _added(person: Any, rows: TallyQuerySet) -> Sum:  # Any: as above
    added = rows.values_list("currency").annotate(Added("count"), Added("amount"), Added("weighted")).order_by()
    return add_up(person, added)
