"""What a customer usually orders."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import median_low
from typing import Any, NamedTuple

from tongxin.directory.catalogue.models import Product
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.models import Order, OrderLine

LAST_ORDERS = 12
MOST = 12


class Usual(NamedTuple):
    """`times` among the last orders, the usual quantity in `unit`, and when last."""

    product: Product
    times: int
    quantity: Decimal
    unit: str
    last_on: date


def usual_basket(person: Any, party: Party) -> Sequence[Usual]:  # Any: also takes Django's anonymous user
    """Products that stand in the customer's last orders, the most frequent first; what is sold no more is left out."""
    orders = Order.objects.visible_to(person).standing().filter(party=party).order_by("-ordered_on", "-pk")
    days = dict(orders.values_list("pk", "ordered_on")[:LAST_ORDERS])
    rows = OrderLine.objects.filter(order__in=list(days), product__withdrawn_at=None).exclude(product=None)
    found: dict[tuple[int, str], list[OrderLine]] = {}
    for line in rows.select_related("product").order_by("pk"):
        if line.product is not None:
            found.setdefault((line.product.pk, line.unit), []).append(line)
    usual = [_usual(lines, days) for lines in found.values()]
    return sorted(usual, key=lambda one: (-one.times, -one.last_on.toordinal(), one.product.pk))[:MOST]


def _usual(lines: list[OrderLine], days: dict[int, date]) -> Usual:
    first = lines[0]
    assert first.product is not None, "lines without a product are left out"
    quantity = median_low([line.quantity for line in lines])
    times = len({line.order_id for line in lines})
    return Usual(first.product, times, quantity, first.unit, max(days[line.order_id] for line in lines))


def lines_of(order: Order) -> list[OrderLine]:
    """Its lines in order, which know what they belong to."""
    lines = list(order.lines.select_related("product", "agreed"))
    for line in lines:
        line.order = order
    return lines
