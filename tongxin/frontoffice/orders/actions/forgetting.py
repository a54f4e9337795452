"""Letting go of what customers ordered who go for ever."""

from collections.abc import Collection

from tongxin.collab.fields.actions import drop_values
from tongxin.collab.files.actions import drop_attachments
from tongxin.collab.search.actions import remove_documents
from tongxin.frontoffice.orders.models import Order


def forget_orders(parties: Collection[int]) -> None:
    """Delete all orders of these customers. The going of the customer is told by its own event. Needs a transaction."""
    numbers = list(Order.objects.filter(party__in=parties).values_list("pk", flat=True))
    drop_values(kind="order", records=numbers)
    drop_attachments("order", numbers)
    remove_documents("order", numbers)
    Order.objects.filter(pk__in=numbers).delete()
