"""What the rules of return ask of sales: open and won opportunities, when the last one closed, the last order, the end of the contract."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tongxin.base.database.prepared import prepared
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pools.models import Base, ReturnLine
from tongxin.frontoffice.pools.returning import Line, Sold

_OPEN, _WON = Opportunity.State.OPEN, Opportunity.State.WON
_ASKED = {
    "opportunity": Q(base=Base.CLOSED) | Q(takes_open=False) | Q(spares_deals=True),
    "order": Q(base=Base.ORDERED),
    "contract": Q(base=Base.CONTRACT),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What some lines ask, by kind of record; `zone` is that of the firm's days."""

    zone: ZoneInfo
    kinds: frozenset[str] = field(default_factory=frozenset)


def asked_by(lines: Sequence[Line], zone: ZoneInfo) -> Asked:
    """What these lines look at."""
    kinds = {
        {Base.ORDERED: "order", Base.CONTRACT: "contract", Base.CLOSED: "opportunity"}.get(Base(line.base))
        for line in lines
    }
    if any(not line.takes_open or line.spares_deals for line in lines):
        kinds.add("opportunity")
    return Asked(zone, frozenset(kind for kind in kinds if kind))


def any_rule_asks_of(kind: str) -> bool:
    """Whether any rule that is on looks at records of this kind."""
    return bool(_question(kind)())


@cache
def _question(kind: str) -> Callable[[], list[int]]:
    @prepared
    def lines() -> QuerySet[ReturnLine, int]:
        return ReturnLine.objects.filter(_ASKED[kind], rule__is_on=True).values_list("pk", flat=True)[:1]

    return lines


def sold_to(parties: Collection[int], asked: Asked) -> dict[int, Sold]:
    """The sales of these customers, one question for each kind that is asked of."""
    found: dict[int, Sold] = {number: Sold() for number in parties} if asked.kinds else {}
    numbers = list(found)
    if "opportunity" in asked.kinds:
        for party, is_open, won, last in _deals(numbers):
            one = found[party]
            one.has_open, one.has_won, one.closed_at = bool(is_open), bool(won), _start(last, asked.zone)
    if "order" in asked.kinds:
        for party, day in _last_orders(numbers):
            found[party].ordered_at = _start(day, asked.zone)
    if "contract" in asked.kinds:
        for party, until, endless in _last_ends(numbers):
            found[party].ended_at = None if endless else _start(until, asked.zone)
    return found


@prepared
def _deals(parties: list[int]) -> QuerySet[Opportunity, tuple[int, int, int, date | None]]:
    rows = Opportunity.objects.living().filter(party__in=parties).order_by().values_list("party")
    return rows.annotate(
        open=Count("pk", filter=Q(state=_OPEN)), won=Count("pk", filter=Q(state=_WON)), last=Max("closed_on")
    )


@prepared
def _last_orders(parties: list[int]) -> QuerySet[Order, tuple[int, date]]:
    rows = Order.objects.standing().filter(party__in=parties).order_by().values_list("party")
    return rows.annotate(last=Max("ordered_on"))


@prepared
def _last_ends(parties: list[int]) -> QuerySet[Contract, tuple[int, date | None, int]]:
    rows = _ends().filter(party__in=parties).order_by().values_list("party")
    return rows.annotate(last=Max("until"), endless=Count("pk", filter=Q(until=None)))


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, tzinfo=zone)


def _ends() -> "QuerySet[Contract]":
    """Contracts that hold or held, with their last until: the one on which they were ended, else the one that was agreed."""
    states = (Contract.State.SEALED, Contract.State.IN_FORCE, Contract.State.ENDED, Contract.State.TERMINATED)
    return Contract.objects.filter(state__in=states, sealed_at__isnull=False).annotate(
        until=Coalesce("ended_on", "ends_on")
    )


def with_open() -> Q:
    """Customers with an open opportunity."""
    return Q(Exists(Opportunity.objects.living().filter(party=OuterRef("pk"), state=_OPEN)))


def with_won() -> Q:
    """Customers with one that was won: those with a deal."""
    return Q(Exists(Opportunity.objects.living().filter(party=OuterRef("pk"), state=_WON)))


def last_before(base: str, until: date) -> Q:
    """Customers whose last opportunity closed, last order was placed or last contract ended before this until."""
    rows: dict[str, tuple[QuerySet[Any], str]] = {  # Any: any model
        Base.CLOSED: (Opportunity.objects.living().filter(closed_on__isnull=False), "closed_on"),
        Base.ORDERED: (Order.objects.standing(), "ordered_on"),
        Base.CONTRACT: (_ends(), "until"),
    }
    kept, column = rows[base]
    of = kept.filter(party=OuterRef("pk"))
    later = Exists(of.filter(Q(**{f"{column}__gte": until}) | Q(**{column: None})))
    found = Q(Exists(of)) & ~Q(later)
    return found & ~with_open() if base == Base.CLOSED else found
