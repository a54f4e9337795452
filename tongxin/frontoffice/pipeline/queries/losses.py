"""What was lost: why, to whom, and by how much dearer we were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Avg, Count, Exists, F, FilteredRelation, FloatField, OuterRef, Q, QuerySet
from django.db.models import Sum as Added
from django.db.models.functions import Cast

from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, OpportunityCompetitor

MOST, _MOST_BEATEN = 20, 200
_NEEDED = frozenset({"amount", "state", "closed_on", "lost_reason", "competitor", "competitor_price"})


class Lost(NamedTuple):
    """One reason or competitor: how many, worth how much, and the conditions by which the list shows these deals. `dearer` is by how many
    per cent we were above their price on the average, of deals where it is known; `won` how many we won against this competitor, of
    those that were closed in the same time (None for reasons)."""

    name: str
    number: int
    worth: Money
    share: int
    dearer: float | None
    field: str
    value: str
    won: int | None = None

    @property
    def won_share(self) -> int:
        """Of what was decided between us, per cent won."""
        won = self.won or 0
        return round(100 * won / (won + self.number)) if won + self.number else 0


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


def loss_report(
    person: Any, *, since: date, until: date, currency: str = "", named: str = ""
) -> LossReport | None:  # Any: also takes Django's anonymous user
    """Lost from `since` until before `until`, within the person's scope, `named` only to or against competitors whose names hold this;
    None for whom a figure of it is hidden."""
    if _NEEDED & hidden_fields(person, "opportunity"):
        return None
    closed = Opportunity.objects.within_scope(person).living().filter(closed_on__gte=since, closed_on__lt=until)
    if named:
        closed = closed.filter(Exists(_met(named).filter(opportunity=OuterRef("pk"))))
    lost = closed.filter(state=Opportunity.State.LOST)
    counts = closed.order_by().values_list("currency").annotate(n=Count("pk")).order_by("-n", "currency")
    currencies = [code for code, _count in counts]
    chosen = currency if currency in currencies else next(iter(currencies), "CNY")
    rows, won = lost.filter(currency=chosen), closed.filter(state=Opportunity.State.WON, currency=chosen)
    count = rows.count()
    names = {one.pk: one.called for one in LostReason.objects.all()}
    reasons = [
        _line(one, count, chosen, names.get(one["lost_reason"], ""), "lost_reason") for one in _by(rows, "lost_reason")
    ]
    return LossReport(
        currency=chosen, currencies=currencies, count=count,
        worth=Money(int(rows.aggregate(sum=Added("amount"))["sum"] or 0), chosen),
        won=won.count(), reasons=reasons, competitors=_competitors(rows, won, count, chosen, named),
    )  # fmt: skip


def _met(named: str = "") -> QuerySet[OpportunityCompetitor]:
    rows = OpportunityCompetitor.objects.all()
    return rows.filter(name__icontains=named) if named else rows


def _competitors(
    lost: QuerySet[Opportunity], won: QuerySet[Opportunity], whole: int, currency: str, named: str
) -> list[Lost]:
    """Those to whom something was lost, the most valuable first, then those against whom it was only won."""
    against = _met(named).filter(opportunity__in=won).order_by().values_list("name")
    beaten = dict(against.annotate(n=Count("pk")).order_by("-n", "name")[:_MOST_BEATEN])
    to = [one for one in _by(lost, "rivals__name") if one["rivals__name"] and _is_meant(one["rivals__name"], named)]
    lines = [_line(one, whole, currency, one["rivals__name"], "lost_to", "rivals__name") for one in to]
    known = {line.name for line in lines}
    none = Money(0, currency)
    only_won = [Lost(name, 0, none, 0, None, "lost_to", name) for name in beaten if name not in known]
    return [line._replace(won=beaten.get(line.name, 0)) for line in [*lines, *only_won][:MOST]]


def _is_meant(name: str, named: str) -> bool:
    return named.casefold() in name.casefold()


def _by(rows: QuerySet[Opportunity], field: str) -> list[dict[str, Any]]:  # Any: columns
    """The largest groups, the most valuable first. Of a deal's competitors the one who won it counts, and there is one at most."""
    won = FilteredRelation("competitors", condition=Q(competitors__standing=OpportunityCompetitor.Standing.WON))
    known = Q(rivals__price__gt=0, rivals__currency=F("currency"), amount__gt=0)
    above = Cast("amount", FloatField()) / Cast("rivals__price", FloatField())
    joined = rows.order_by().annotate(rivals=won).values(field)
    grouped = joined.annotate(n=Count("pk"), sum=Added("amount"), above=Avg(above, filter=known))
    return list(grouped.order_by(F("sum").desc(nulls_last=True), "-n", field)[: MOST + 1])


def _line(
    one: dict[str, Any], whole: int, currency: str, name: str, field: str, column: str = ""
) -> Lost:  # Any: as above
    dearer = None if one["above"] is None else round((one["above"] - 1) * 100, 1)
    worth = Money(int(one["sum"] or 0), currency)
    value = str(one[column or field] or "")
    return Lost(name, one["n"], worth, round(100 * one["n"] / max(whole, 1)), dearer, field, value)
