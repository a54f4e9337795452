"""What a period will bring: what is won, what is counted on, what is possible, by chance and by what became of earlier deals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Count
from django.db.models import Sum as Added

from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models import Opportunity, Stage, StageStay
from tongxin.frontoffice.pipeline.queries.sums import tallies
from tongxin.frontoffice.targets.queries import Period, target_of

LIKELY = 70
HISTORY_DAYS = 365
LEAST_LEFT = 10  # fewer that left a stage tell nothing; then its own chance counts
CLOSERS = 5


class Part(NamedTuple):
    """Open deals of one owner in one stage that are expected in the period, in smallest units."""

    owner: int
    stage: int
    number: int
    amount: int
    weighted: int


@dataclass
class Line:
    """What one person, or all, bring in the period, in smallest units: each figure includes what is won."""

    person: Person | None
    won: int = 0
    committed: int = 0
    best: int = 0
    weighted: int = 0
    history: int = 0
    count: int = 0


@dataclass(frozen=True)
class Forecast:
    """`total` and `lines` (the most by history first) for a period in one currency; `late` counts open deals that were expected before it.
    `closers` are the largest open ones of the period that aren't counted on yet."""

    period: Period
    currency: str
    total: Line
    lines: list[Line]
    target: Money | None
    late: int
    closers: list[Opportunity] = field(default_factory=list)

    def money(self, value: int) -> Money:
        """A figure as money."""
        return Money(value, self.currency)

    @property
    def short(self) -> Money | None:
        """What is missing to the target as things go (by history); None without a target or when nothing is."""
        gap = self.target.minor - self.total.history if self.target else 0
        return Money(gap, self.currency) if gap > 0 else None

    @property
    def short_even_if_committed(self) -> Money | None:
        """What would still be missing if everything counted on came."""
        gap = self.target.minor - self.total.committed if self.target else 0
        return Money(gap, self.currency) if gap > 0 else None


def win_rates(stages: Sequence[Stage], at: datetime) -> dict[int, float]:
    """How many of those that stand in a stage are won in the end, as a part of 1, by what left each stage in the last year: won at once, or on
    to a later stage and won from there. Of the whole firm, so that it tells of no single deal."""
    rows = StageStay.objects.filter(stage__in=stages, left_at__gte=at - timedelta(days=HISTORY_DAYS)).order_by()
    ways: dict[int, dict[str, int]] = defaultdict(dict)
    for stage, went, count in rows.values_list("stage_id", "went").annotate(Count("pk")):
        ways[stage][went] = count
    return rates_of([(one.pk, one.pipeline_id, one.place, one.probability) for one in stages], ways)


def rates_of(stages: Iterable[tuple[int, int, int, int]], ways: Mapping[int, Mapping[str, int]]) -> dict[int, float]:
    """The same of plain numbers: stages as (number, pipeline, place, per cent), and how many went where from each."""
    found: dict[int, float] = {}
    later: dict[int, list[int]] = defaultdict(list)
    for number, pipeline, _place, percent in sorted(stages, key=lambda one: -one[2]):
        went = ways.get(number, {})
        on = {stage: went.get(str(stage), 0) for stage in later[pipeline]}
        left = went.get("won", 0) + went.get("lost", 0) + sum(on.values())
        won = went.get("won", 0) + sum(count * found[stage] for stage, count in on.items())
        found[number] = won / left if left >= LEAST_LEFT else percent / 100
        later[pipeline].append(number)
    return found


def forecast_of(
    person: Any, period: Period, currency: str, at: datetime, *, mine: bool = False
) -> Forecast | None:  # Any: also takes Django's anonymous user
    """For a period within the person's scope; None for whom amounts are hidden."""
    if {"amount", "owner", "state", "expected_on"} & hidden_fields(person, "opportunity"):
        return None
    rows = tallies(person).filter(currency=currency)
    if mine:
        rows = rows.filter(owner=person)
    inside = rows.filter(month__gte=period.begins_on, month__lt=period.ends_on).order_by()
    won = inside.filter(state=Opportunity.State.WON).values_list("owner_id").annotate(Added("amount"))
    expected = inside.filter(state=Opportunity.State.OPEN).values_list("owner_id", "stage_id")
    parts = [Part(*row) for row in expected.annotate(Added("count"), Added("amount"), Added("weighted"))]
    lines = _lines(dict(won), parts, at)
    total = _total(lines.values())
    late = rows.filter(state=Opportunity.State.OPEN, month__lt=min(period.begins_on, at.date().replace(day=1)))
    people = Person.objects.in_bulk(list(lines))
    for number, line in lines.items():
        line.person = people.get(number)
    return Forecast(
        period, currency, total, sorted(lines.values(), key=lambda line: -line.history),
        target_of(person, "won", period, currency, own=mine), int(late.aggregate(n=Added("count"))["n"] or 0),
        _closers(person, period, currency, mine=mine),
    )  # fmt: skip


def _lines(won: dict[int, int], parts: list[Part], at: datetime) -> dict[int, Line]:
    stages = Stage.objects.in_bulk({part.stage for part in parts})
    pipelines = {stage.pipeline_id for stage in stages.values()}
    rates = win_rates(list(Stage.objects.filter(pipeline__in=pipelines)), at) if parts else {}
    lines: dict[int, Line] = {owner: Line(None, *[int(amount)] * 5) for owner, amount in won.items()}
    for part in parts:
        line = lines.setdefault(part.owner, Line(None))
        line.count += int(part.number)
        line.best += int(part.amount)
        line.weighted += int(part.weighted)
        line.history += round(int(part.amount) * rates[part.stage])
        if stages[part.stage].probability >= LIKELY:
            line.committed += int(part.amount)
    return lines


def _total(lines: Iterable[Line]) -> Line:
    total = Line(None)
    for line in lines:
        for name in ("won", "committed", "best", "weighted", "history", "count"):
            setattr(total, name, getattr(total, name) + getattr(line, name))
    return total


def _closers(person: Any, period: Period, currency: str, *, mine: bool) -> list[Opportunity]:  # Any: as above
    rows = Opportunity.objects.visible_to(person).open().filter(currency=currency, stage__probability__lt=LIKELY)
    rows = rows.filter(expected_on__gte=period.begins_on, expected_on__lt=period.ends_on, amount__gt=0)
    if mine:
        rows = rows.filter(owner=person)
    return list(rows.select_related("party", "owner", "stage", "step").order_by("-amount", "pk")[:CLOSERS])


def quarters(today: date) -> list[Period]:
    """This quarter and the three that follow."""
    from_number = today.year * 4 + (today.month - 1) // 3
    firsts = [date(number // 4, number % 4 * 3 + 1, 1) for number in range(from_number, from_number + 5)]
    return [Period(first, after) for first, after in pairwise(firsts)]
