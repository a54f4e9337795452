"""How far it is: what was reached of a target, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongxin.base.money import Money
from tongxin.collab.access.models import reach_of
from tongxin.collab.access.models.role import Scope
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.org.models import Unit
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries.measures import Period, Reached, measures
from tongxin.frontoffice.targets.queries.periods import month_after


@dataclass(frozen=True)
class Attainment:
    """A target and what was `done` towards it on the day `on`."""

    target: Target
    done: int
    on: date

    @property
    def gap(self) -> int:
        """What is missing; 0 when it is reached."""
        return max(self.target.value - self.done, 0)

    @property
    def is_limit(self) -> bool:
        """Whether it is not to be passed, rather than to be reached."""
        measure = measures.find(self.target.measure)
        return measure is not None and measure.is_limit

    @property
    def percent(self) -> int:
        """How much of it, rounded down: 100 means reached."""
        return self.done * 100 // self.target.value

    @property
    def share(self) -> float:
        """How much of it, a part of 1 and no more."""
        return min(self.done / self.target.value, 1.0)

    @property
    def days_left(self) -> int:
        """Days until the end, today included; 0 when it is over."""
        return max((self.target.ends_on - max(self.on, self.target.begins_on)).days, 0)

    @property
    def is_over(self) -> bool:
        """Whether the period has ended."""
        return self.on >= self.target.ends_on

    @property
    def gone_percent(self) -> int:
        """How much of the period has passed."""
        length = (self.target.ends_on - self.target.begins_on).days
        return min(max((self.on - self.target.begins_on).days, 0), length) * 100 // length

    @property
    def is_behind(self) -> bool:
        """Less was reached than time has passed; of a limit, more than it allows."""
        if self.is_limit:
            return self.done > self.target.value
        return self.gap > 0 and self.percent < self.gone_percent

    @property
    def gap_a_week(self) -> int:
        """What each week that is left has to bring, rounded up."""
        weeks = max(-(-self.days_left // 7), 1)
        return -(-self.gap // weeks)


def attainments(targets: Iterable[Target], on: date) -> list[Attainment]:
    """Of each target, in the given order. One question for each measure, period, currency and product."""
    known: dict[tuple[str, Period, str, str], list[Reached]] = {}
    paths = dict(Unit.objects.values_list("pk", "path"))
    found = []
    for target in targets:
        period = Period(target.begins_on, target.ends_on)
        asked = (target.measure, period, target.currency, target.product)
        if asked not in known:
            measure = measures.find(target.measure)
            known[asked] = list(measure.reached(period, target.currency, target.product)) if measure else []
        found.append(Attainment(target, _added(target, known[asked], paths), on))
    return found


def _added(target: Target, rows: Iterable[Reached], paths: dict[int, str]) -> int:
    if target.person_id:
        return sum(row.value for row in rows if row.owner == target.person_id)
    top = paths.get(target.unit_id or 0, "?")
    return sum(row.value for row in rows if paths.get(row.unit or 0, "").startswith(top))


def target_of(
    person: Any, measure: str, period: Period, currency: str, *, own: bool = False
) -> Money | None:  # Any: also takes Django's anonymous user
    """What the person is to reach with all whom they see: the firm's target for whoever sees everything, the main unit's for whoever
    sees units, else one's own (always with `own`). A period without one is the sum of its months when each has one. None without."""
    reach = reach_of(person)
    scope = reach.scope("opportunity", "read")
    entry = measures.find(measure)
    if scope == Scope.NONE or entry is None or entry.field in hidden_fields(person, entry.kind):
        return None
    rows = Target.objects.filter(measure=measure, currency=currency, product="")
    if own or scope in (Scope.OWN, Scope.TEAM):
        rows = rows.filter(person=reach.person_id)
    elif scope == Scope.ALL:
        rows = rows.filter(person=None, unit__parent=None)
    else:
        rows = rows.filter(person=None, unit=reach.units[0].pk if reach.units else 0)
    within = list(rows.filter(begins_on__gte=period.begins_on, ends_on__lte=period.ends_on))
    value = _whole(within, period)
    return Money(value, currency) if value else None


def _whole(rows: list[Target], period: Period) -> int:
    """The value of the whole period: its own, or of the parts that cover it without a hole."""
    by_first = {row.begins_on: row for row in sorted(rows, key=lambda row: row.ends_on)}
    first, value = period.begins_on, 0
    while first < period.ends_on:
        row = by_first.get(first)
        if row is None:
            return 0
        value, first = value + row.value, month_after(row.ends_on, 0)
    return value
