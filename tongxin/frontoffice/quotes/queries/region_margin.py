"""The margin of a region's orders, and what a special price would make of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, FloatField, Sum
from django.db.models.functions import Cast
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.org.models import Unit
from tongxin.frontoffice.orders.models import Order, OrderLine
from tongxin.frontoffice.quotes.models import SpecialPrice
from tongxin.frontoffice.quotes.queries.allowances import region_of
from tongxin.frontoffice.quotes.queries.figures import cost_of, net_of


@dataclass(frozen=True)
class RegionMargin:
    """Margins in per cent of what orders since `since` come to without tax, and with this price on top. `name` is the region's, else the
    firm's; `before` is None where nothing was ordered yet."""

    name: str
    since: date
    is_year: bool
    before: Decimal | None
    after: Decimal


def region_margin(
    person: Any, one: SpecialPrice, rows: list[SpecialPrice]
) -> RegionMargin | None:  # Any: person of the doors
    """Of the region of who asks: this month's orders, this year's where the month has none. None for whom cost, orders or what they come to
    are hidden, or whose scope does not open every order that would be counted."""
    closed = "cost" in hidden_fields(person, "product") or {"amount", "gross"} & hidden_fields(person, "order")
    cost = cost_of(rows)
    region = region_of(one.unit) or _top(one.unit)
    if closed or cost is None or region is None:
        return None
    today = timezone.localdate(now())
    counted = Order.objects.standing().filter(unit__path__startswith=region.path, currency=one.currency)
    for since in (today.replace(day=1), today.replace(month=1, day=1)):
        orders = counted.filter(ordered_on__gte=since, ordered_on__lte=today)
        if orders.exclude(pk__in=Order.objects.within_scope(person).values("pk")).exists():
            return None
        net, spent = _added(orders, one.currency)
        if net:
            break
    new = net_of(rows)
    after = (net + new - spent - cost) * 100 / (net + new) if net + new else Decimal(0)
    before = (net - spent) * 100 / net if net else None
    return RegionMargin(region.name, since, bool(since.month != today.month), before, after)


def _added(orders: Any, currency: str) -> tuple[Decimal, Decimal]:  # Any: a QuerySet
    """What lines of products with a known cost come to without tax, and what these cost, in minor units."""
    lines = OrderLine.objects.filter(
        order__in=orders, product__cost__isnull=False, product__currency=currency
    ).order_by()
    count = Cast(F("quantity"), FloatField()) * Cast(F("factor"), FloatField())
    spent = count * Cast(F("product__cost"), FloatField()) / Cast(F("product__per"), FloatField())
    found = lines.aggregate(net=Sum("net"), spent=Sum(spent))
    return Decimal(found["net"] or 0), Decimal(str(found["spent"] or 0))


def _top(unit: Unit | None) -> Unit | None:
    while unit is not None and unit.parent is not None:
        unit = unit.parent
    return unit
