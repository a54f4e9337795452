"""What keeps an order from being confirmed: what is missing, and credit. Rooms that know more say so here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.money import Money, format_money
from tongxin.base.registries.registry import Registry
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.models import CreditLimit, Order, OrderLine


@dataclass(frozen=True)
class Finding:
    """What is in the way, and how to mend it. Who may release orders can let one through that is over its credit, nothing else."""

    text: str
    is_credit: bool = False


OrderCheck = Callable[[Order], Iterable[Finding]]
order_checks: Registry[OrderCheck] = Registry("order check")


def findings_of(order: Order) -> Sequence[Finding]:
    """Everything that is in the way, whoever finds it."""
    return [found for name in order_checks.names() for found in order_checks.get(name)(order)]


def completeness(order: Order) -> Iterable[Finding]:
    """Lines, until when, prices that somebody has decided, nothing withdrawn."""
    lines = list(order.lines.select_related("product"))
    if not lines:
        yield Finding(_("There is nothing in this order yet. Add a line first."))
    if order.wanted_on is None:
        yield Finding(_("Say when the customer needs it."))
    for line in lines:
        line.order = order
    low = [line.text for line in lines if line.needs_decision]
    if low:
        yield Finding(_("Ask for a special price first: %(lines)s") % {"lines": ", ".join(low)})
    gone = withdrawn(lines)
    if gone:
        said = _("Withdrawn meanwhile: %(lines)s. Take it out, or choose what can be sold in its place.")
        yield Finding(said % {"lines": ", ".join(gone)})


def withdrawn(lines: Iterable[OrderLine]) -> list[str]:
    """What among these lines is sold no more."""
    return [line.text for line in lines if line.product and not line.product.is_on_sale]


def used_credit(party: Party, currency: str) -> Money:
    """What the customer has ordered and not paid yet, in this currency."""
    rows = Order.objects.standing().filter(party=party, currency=currency, gross__gt=F("received"))
    return Money(int(rows.aggregate(owed=Sum(F("gross") - F("received")))["owed"] or 0), currency)


def credit(order: Order) -> Iterable[Finding]:
    """Over the limit of the customer, with what is open already."""
    limit = CreditLimit.objects.filter(party=order.party_id, currency=order.currency).first()
    if limit is None:
        return
    left = limit.minor - used_credit(order.party, order.currency).minor
    if order.gross > left:
        said = _(
            "Over the credit of this customer: %(left)s of %(limit)s is free, this order is %(amount)s. Ask for money first, or have it released."
        )
        told = {"left": Money(max(left, 0), order.currency), "limit": limit.money, "amount": order.total}
        lang = get_language() or "en"
        yield Finding(said % {name: format_money(money, lang) for name, money in told.items()}, is_credit=True)
