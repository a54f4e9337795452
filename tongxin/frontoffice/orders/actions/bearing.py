"""How orders carry fields of the firm."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from tongxin.collab.search.actions import index_documents
from tongxin.frontoffice.orders.models import Order

FACTS = ("number", "title", "state", "ordered_on", "wanted_on", "their_number", "ship_to", "project")


def changeable_orders(person: Any, ids: Collection[int]) -> set[int]:  # Any: also takes Django's anonymous user
    """Those of these whose fields the person may fill, drafts or not: by which lorry it went is known only afterwards."""
    return set(Order.objects.changeable_by(person).filter(pk__in=list(ids)).values_list("pk", flat=True))


def order_facts(one: Order) -> dict[str, Any]:  # Any: column values
    """What rules and formulas may speak of."""
    return {name: getattr(one, name) for name in FACTS}


def touch_order(number: int) -> None:
    """Its own fields changed: who knew it before must look again, and it is found by its new words."""
    Order.objects.filter(pk=number).update(version=F("version") + 1)
    index_documents("order", [number])
