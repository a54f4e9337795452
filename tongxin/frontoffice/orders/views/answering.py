"""How doors load records and answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.orders.policies import can_change

_TOO_LARGE = 2**63


def seen(request: HttpRequest, number: int) -> Order:
    """The order, if this person may see it; otherwise it does not exist."""
    rows = Order.objects.visible_to(request.user).select_related("party", "owner")
    found = rows.filter(pk=number).first() if number < _TOO_LARGE else None
    if found is None:
        raise Http404
    return found


def mine(request: HttpRequest, number: int) -> Order:
    """The same, for somebody who may change it."""
    one = seen(request, number)
    if not can_change(request.user, one):
        raise PermissionDenied
    return one


def said(request: HttpRequest, text: str, where: str, *, is_refusal: bool = False) -> HttpResponse:
    """Say what was done, or why not, and go to `where`."""
    (messages.error if is_refusal else messages.success)(request, text)
    return redirect(where)


def do(request: HttpRequest, one: Order, deed: Callable[[], object], text: str) -> HttpResponse:
    """Do it and come back, or come back and say why not."""
    try:
        deed()
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, text, one.get_absolute_url())
