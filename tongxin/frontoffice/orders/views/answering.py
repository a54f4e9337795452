"""How doors load records."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tongxin.base.web.records import found_in
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.orders.policies import can_change


def seen(request: HttpRequest, number: int) -> Order:
    """The order, if this person may see it; otherwise it does not exist."""
    return found_in(Order.objects.visible_to(request.user).select_related("party", "owner"), number)


def mine(request: HttpRequest, number: int) -> Order:
    """The same, for somebody who may change it."""
    one = seen(request, number)
    if not can_change(request.user, one):
        raise PermissionDenied
    return one
