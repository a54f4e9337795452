"""This room's piece of the customer's page."""

from typing import Any

from django.db.models import Exists, OuterRef

from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.models import CreditLimit, Order
from tongxin.frontoffice.orders.policies import can_order, can_release, can_see_orders
from tongxin.frontoffice.orders.queries import used_credit

SHOWN = 5


def is_there() -> Exists:
    """Whether there is any order of the customer at hand."""
    return Exists(Order.objects.filter(party=OuterRef("pk")))


def customer_panel(person: Any, party: Party) -> dict[str, Any] | None:  # Any: person type of the doors; context
    """The customer's orders, newest first, one more like the last, and a new one; nothing to whom orders are closed."""
    if not can_see_orders(person):
        return None
    found: list[Order] = []
    if getattr(party, "has_orders", True):
        rows = Order.objects.visible_to(person).filter(party=party).order_by("-ordered_on", "-pk")
        found = list(rows[: SHOWN + 1])
    limit: CreditLimit | None = getattr(party, "credit_limit", None)  # it came with the party
    last = next((one for one in found if not one.is_draft), None)
    return {
        "orders": found[:SHOWN],
        "more": len(found) > SHOWN,
        "last": last,
        "may_order": can_order(person),
        "limit": limit,
        "owed": used_credit(party, limit.currency) if limit else None,
        "may_lend": can_release(person),
    }
