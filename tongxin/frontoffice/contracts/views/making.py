"""A contract from a quote, an order or an opportunity."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import said
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.frontoffice.contracts.actions import contract_opportunity, contract_order, contract_quote
from tongxin.frontoffice.contracts.models import Contract
from tongxin.frontoffice.contracts.policies import can_contract
from tongxin.frontoffice.contracts.queries import contract_of
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.quotes.models import Quote

_TOO_LARGE = 2**63
One = TypeVar("One", Quote, Order, Opportunity)


def _make(request: HttpRequest, kind: str, one: One | None, make: Callable[[One], Contract]) -> HttpResponse:
    """The contract of this record; where there is one, that one."""
    if one is None:
        raise Http404
    if not can_contract(request.user):
        raise PermissionDenied
    known = contract_of(request.user, kind, one.pk)
    if known is not None:
        return said(request, _("There is a contract of this already."), known.get_absolute_url())
    try:
        made = make(one)
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, _("Begun: %(name)s") % {"name": made.number}, made.get_absolute_url())


@door(signed_in, methods=("POST",))
@once
def quote_contracts(request: HttpRequest, quote_id: int) -> HttpResponse:
    """The contract of a quote; `only=amount` takes no lines over."""
    found = Quote.objects.visible_to(request.user).filter(pk=min(quote_id, _TOO_LARGE - 1)).first()
    return _make(
        request, "quote", found, lambda one: contract_quote(by=me(request), quote=one, with_lines=_whole(request))
    )


@door(signed_in, methods=("POST",))
@once
def order_contracts(request: HttpRequest, order_id: int) -> HttpResponse:
    """The contract of an order."""
    found = Order.objects.visible_to(request.user).filter(pk=min(order_id, _TOO_LARGE - 1)).first()
    return _make(
        request, "order", found, lambda one: contract_order(by=me(request), order=one, with_lines=_whole(request))
    )


@door(signed_in, methods=("POST",))
@once
def opportunity_contracts(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """The contract of an opportunity."""
    rows = Opportunity.objects.visible_to(request.user).living().select_related("party")
    found = rows.filter(pk=min(opportunity_id, _TOO_LARGE - 1)).first()
    return _make(request, "opportunity", found, lambda one: contract_opportunity(by=me(request), opportunity=one, with_lines=_whole(request)))  # fmt: skip


def _whole(request: HttpRequest) -> bool:
    return request.POST.get("only") != "amount"
