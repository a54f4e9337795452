"""What was lost: why, to whom, and by how much dearer we were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Avg, Count, F, FloatField, Q, QuerySet
from django.db.models import Sum as Added
from django.db.models.functions import Cast

from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity

MOST = 20
_NEEDED = frozenset({"amount", "state", "closed_on", "lost_reason", "competitor", "competitor_price"})


class Lost(NamedTuple):
    """One reason or competitor: how many, worth how much, and the conditions by which the list shows these deals. `dearer` is by how many
    per cent we were above their price on the average, of deals where it is known."""

    name: str
    number: int
    worth: Money
    share: int
    dearer: float | None
    field: str
    value: str


@dataclass(frozen=True)
class LossReport:
    """Amounts of one currency; `won` is how many were won in the same time."""

    currency: str
    currencies: Sequence[str]
    count: int
    worth: Money
    won: int
    reasons: Sequence[Lost]
    competitors: Sequence[Lost]

    @property
    def won_share(self) -> int:
        """Of what was closed, per cent won."""
        return round(100 * self.won / (self.won + self.count)) if self.won + self.count else 0


def loss_report(person: Any, *, since: date, until: date, currency: str = "") -> LossReport | None:
    """Lost from `since` until before `until`, within the person's scope; None for whom a figure of it is hidden."""
    if _NEEDED & hidden_fields(person, "opportunity"):
        return None
    closed = Opportunity.objects.within_scope(person).living().filter(closed_on__gte=since, closed_on__lt=until)
    lost = closed.filter(state=Opportunity.State.LOST)
    counts = lost.order_by().values_list("currency").annotate(n=Count("pk")).order_by("-n", "currency")
    currencies = [code for code, _count in counts]
    chosen = currency if currency in currencies else next(iter(currencies), "CNY")
    rows = lost.filter(currency=chosen)
    count = rows.count()
    names = {one.pk: one.called for one in LostReason.objects.all()}
    reasons = [
        _line(one, count, chosen, names.get(one["lost_reason"], ""), "lost_reason") for one in _by(rows, "lost_reason")
    ]
    named = rows.exclude(competitor="")
    competitors = [_line(one, count, chosen, one["competitor"], "competitor") for one in _by(named, "competitor")]
    return LossReport(
        currency=chosen, currencies=currencies, count=count,
        worth=Money(int(rows.aggregate(sum=Added("amount"))["sum"] or 0), chosen),
        won=closed.filter(state=Opportunity.State.WON, currency=chosen).count(), reasons=reasons, competitors=competitors,
    )  # fmt: skip


def _by(rows: QuerySet[Opportunity], field: str) -> list[dict[str, Any]]:  # Any: columns
    """The largest groups, the most valuable first."""
    known = Q(competitor_price__gt=0, amount__gt=0)
    above = Cast("amount", FloatField()) / Cast("competitor_price", FloatField())
    grouped = rows.order_by().values(field).annotate(n=Count("pk"), sum=Added("amount"), above=Avg(above, filter=known))
    return list(grouped.order_by(F("sum").desc(nulls_last=True), "-n", field)[:MOST])


def _line(one: dict[str, Any], whole: int, currency: str, name: str, field: str) -> Lost:  # Any: as above
    dearer = None if one["above"] is None else round((one["above"] - 1) * 100, 1)
    worth = Money(int(one["sum"] or 0), currency)
    return Lost(name, one["n"], worth, round(100 * one["n"] / max(whole, 1)), dearer, field, str(one[field] or ""))
