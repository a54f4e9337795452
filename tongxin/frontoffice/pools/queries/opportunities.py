"""What the rules of return ask of opportunities: whether one is open, whether one was won, when the last one closed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, OuterRef, Q

from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pools.models import Base, ReturnLine
from tongxin.frontoffice.pools.returning import Line

_OPEN, _WON = Opportunity.State.OPEN, Opportunity.State.WON


@dataclass(frozen=True, slots=True)
class Dealt:
    """One customer's opportunities. `closed_at` is the beginning of the day on which the last one closed."""

    has_open: bool = False
    has_won: bool = False
    closed_at: datetime | None = None


def asks_of_deals(lines: Sequence[Line]) -> bool:
    """Whether any of these lines looks at opportunities."""
    return any(line.base == Base.CLOSED or line.spares_opportunities or line.spares_deals for line in lines)


def any_rule_asks_of_deals() -> bool:
    """Whether any rule that is on does."""
    asked = Q(base=Base.CLOSED) | Q(spares_opportunities=True) | Q(spares_deals=True)
    return ReturnLine.objects.filter(asked, rule__is_on=True).exists()


def dealt_with(parties: Collection[int], zone: ZoneInfo) -> dict[int, Dealt]:
    """The same for customers who have opportunities."""
    rows = Opportunity.objects.living().filter(party__in=list(parties)).order_by().values_list("party")
    counted = rows.annotate(
        open=Count("pk", filter=Q(state=_OPEN)), won=Count("pk", filter=Q(state=_WON)), last=Max("closed_on")
    )
    return {party: Dealt(bool(is_open), bool(won), _start(last, zone)) for party, is_open, won, last in counted}


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, tzinfo=zone)


def with_open() -> Q:
    """Customers with an open opportunity."""
    return Q(Exists(Opportunity.objects.living().filter(party=OuterRef("pk"), state=_OPEN)))


def with_won() -> Q:
    """Customers with one that was won: those with a deal."""
    return Q(Exists(Opportunity.objects.living().filter(party=OuterRef("pk"), state=_WON)))


def with_closed(**when: object) -> Q:
    """Customers with one that closed then."""
    closed = Opportunity.objects.living().filter(party=OuterRef("pk"), closed_on__isnull=False)
    return Q(Exists(closed.filter(**{f"closed_on__{key}": value for key, value in when.items()})))
