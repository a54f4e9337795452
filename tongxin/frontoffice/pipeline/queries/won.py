"""What was won: by month or quarter, and by person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum as Added

from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pipeline.queries.sums import tallies


@dataclass(frozen=True)
class WonReport:
    """Amounts of one currency in smallest units. `periods` are first days, oldest first; `lines` are people, the most won first, each
    with (count, amount) by period; `sums` are of all people. `currencies` are those in which anything was won."""

    currency: str
    currencies: list[str]
    periods: list[date]
    lines: list[tuple[Person, list[tuple[int, Money]], tuple[int, Money]]]
    sums: list[tuple[int, Money]]
    total: tuple[int, Money]


def period_of(month: date, *, by_quarter: bool) -> date:
    """The first day of the period in which a month lies."""
    return month.replace(month=(month.month - 1) // 3 * 3 + 1) if by_quarter else month


def won_report(
    person: Any,  # Any: also takes Django's anonymous user
    *,
    since: date,
    until: date,
    currency: str = "",
    by_quarter: bool = False,
) -> WonReport | None:
    """Won from the month of `since` until before that of `until`, within the person's scope; None for whom amounts are hidden."""
    if {"amount", "owner", "state"} & hidden_fields(person, "opportunity"):
        return None
    rows = tallies(person).filter(state=Opportunity.State.WON, month__gte=since.replace(day=1), month__lt=until)
    added = rows.order_by().values_list("currency", "month", "owner_id").annotate(Added("count"), Added("amount"))
    cells: dict[str, dict[tuple[int, date], list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for code, month, owner, count, amount in added:
        cell = cells[code][owner, period_of(month, by_quarter=by_quarter)]
        cell[0] += int(count)
        cell[1] += int(amount)
    worth = {code: sum(amount for _count, amount in found.values()) for code, found in cells.items()}
    currencies = sorted(worth, key=lambda code: -worth[code])
    chosen = currency if currency in cells else next(iter(currencies), "CNY")
    return _arranged(chosen, currencies, cells[chosen])


def _arranged(currency: str, currencies: list[str], cells: dict[tuple[int, date], list[int]]) -> WonReport:
    periods = sorted({period for _owner, period in cells})
    people = Person.objects.in_bulk({owner for owner, _period in cells})
    lines = []
    for number, owner in people.items():
        row = [_cell(cells.get((number, period)), currency) for period in periods]
        lines.append((owner, row, _sum(row, currency)))
    lines.sort(key=lambda line: (-line[2][1].minor, line[0].pk))
    sums = [_sum([line[1][place] for line in lines], currency) for place in range(len(periods))]
    return WonReport(currency, currencies, periods, lines, sums, _sum(sums, currency))


def _cell(found: list[int] | None, currency: str) -> tuple[int, Money]:
    count, amount = found or (0, 0)
    return count, Money(amount, currency)


def _sum(cells: list[tuple[int, Money]], currency: str) -> tuple[int, Money]:
    return sum(count for count, _money in cells), Money(sum(money.minor for _count, money in cells), currency)
