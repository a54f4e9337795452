"""An order from a quote, in one step."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.quotes.actions.checks import own
from tongxin.frontoffice.quotes.models import Quote


class OrderedAlready(ValidationError):
    """Of one quote there is one order."""


@transaction.atomic
def order_quote(*, by: Person, quote: Quote) -> Order:
    """Begin an order with the lines of a quote the customer has, at its prices, without its options. One that isn't valid any more is only
    ordered where it was accepted in time. Raises NotYours, OrderedAlready, MayNotOrder, ValidationError."""
    quote = own(by, quote.pk)
    if quote.state not in (Quote.State.SENT, Quote.State.ACCEPTED):
        raise ValidationError(_("Only what the customer has, or accepted, can be ordered."))
    if quote.state == Quote.State.SENT and quote.is_over(timezone.localdate(now())):
        said = _("This quote was valid until %(day)s. Make a new version first.")
        raise ValidationError(said % {"day": quote.valid_until})
    lines = quote.lines.filter(is_option=False).select_related("product", "agreed")
    try:
        with transaction.atomic():
            return start_order(
                by=by, party=quote.party, carried=lines, currency=quote.currency, source=Subject("quote", quote.pk),
                title=quote.title, terms=quote.terms, project=quote.project,
            )  # fmt: skip
    except IntegrityError as error:
        raise OrderedAlready(_("This quote was ordered already.")) from error
