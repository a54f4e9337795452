"""May this person, with orders?"""

from typing import Any

from tongxin.collab.access.models import reach_of
from tongxin.collab.access.policies import can_create, hidden_fields
from tongxin.frontoffice.orders.models import Order


def can_order(person: Any) -> bool:  # Any: also takes Django's anonymous user
    """Whether the person may make orders."""
    return can_create(person, "order")


def can_change(person: Any, order: Order) -> bool:  # Any: as above
    """Whether the person may change this one."""
    return Order.objects.changeable_by(person).filter(pk=order.pk).exists()


def can_see_orders(person: Any) -> bool:  # Any: as above
    """Whether any orders are open to the person."""
    return reach_of(person).scope("order", "read") != "none"


def can_release(person: Any) -> bool:  # Any: as above
    """Whether the person may set credit limits, and let an order through that is over one: who changes orders beyond their own unit."""
    return reach_of(person).scope("order", "write") in ("below", "all")


def sees_given_away(person: Any) -> bool:  # Any: as above
    """Whether list prices and discounts stand beside what is paid, on every document with lines."""
    return "given_away" not in hidden_fields(person, "quote")
