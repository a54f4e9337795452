"""An order from a quote."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import said
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.quotes.actions import order_quote
from tongxin.frontoffice.quotes.views.answering import seen


@door(signed_in, methods=("POST",))
@once
def quote_orders(request: HttpRequest, quote_id: int) -> HttpResponse:
    """The order of a quote; where there is one, that one."""
    one = seen(request, quote_id)
    known = (
        Order.objects.visible_to(request.user).filter(kind="quote", record=one.pk).exclude(state="cancelled").first()
    )
    if known is not None:
        return said(request, _("This quote was ordered already."), known.get_absolute_url())
    try:
        made = order_quote(by=me(request), quote=one)
    except ValidationError as error:
        return said(request, " ".join(error.messages), one.get_absolute_url(), is_refusal=True)
    return said(request, _("Begun: %(name)s") % {"name": made.number}, made.get_absolute_url())
