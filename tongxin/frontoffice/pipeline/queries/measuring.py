"""What of selling counts towards targets, by owner and unit."""

from collections.abc import Sequence

from django.db.models import Count, Q
from django.db.models import Sum as Added

from tongxin.frontoffice.pipeline.models import Opportunity, Tally
from tongxin.frontoffice.targets.queries import Period, Reached
from tongxin.frontoffice.targets.queries.spans import instants


def won_amount(period: Period, currency: str, product: str) -> Sequence[Reached]:
    """Amounts won, in smallest units of the currency."""
    return _won(period, Q(currency=currency), product, "amount")


def won_count(period: Period, currency: str, product: str) -> Sequence[Reached]:
    """How many were won, of whatever currency."""
    return _won(period, Q(), product, "count")


def _won(period: Period, which: Q, product: str, column: str) -> Sequence[Reached]:
    """From the kept sums; of one product, which these don't know, from the opportunities."""
    if not product:
        kept = Tally.objects.filter(
            which, state=Opportunity.State.WON, month__gte=period.begins_on, month__lt=period.ends_on
        )
        added = kept.order_by().values_list("owner_id", "unit_id").annotate(Added(column))
        return [Reached(owner, unit, int(value)) for owner, unit, value in added]
    rows = Opportunity.objects.living().filter(which, state=Opportunity.State.WON, product__iexact=product)
    rows = rows.filter(closed_on__gte=period.begins_on, closed_on__lt=period.ends_on)
    value = Added("amount") if column == "amount" else Count("pk")
    found = rows.order_by().values_list("owner_id", "unit_id").annotate(value=value)
    return [Reached(owner, unit, int(number or 0)) for owner, unit, number in found]


def opened_count(period: Period, currency: str, product: str) -> Sequence[Reached]:
    """How many were opened."""
    begin, end = instants(period)
    rows = Opportunity.objects.living().filter(created_at__gte=begin, created_at__lt=end)
    if product:
        rows = rows.filter(product__iexact=product)
    found = rows.order_by().values_list("owner_id", "unit_id").annotate(Count("pk"))
    return [Reached(owner, unit, count) for owner, unit, count in found]
