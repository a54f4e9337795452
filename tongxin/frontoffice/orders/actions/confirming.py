"""An order holds: agreements are used up, credit is looked at; or it is called off and gives back what it took."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.fields.actions import settle_values
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions import give_agreed_back, use_agreed
from tongxin.directory.catalogue.queries import figure, read_quantity
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions.bearing import order_facts
from tongxin.frontoffice.orders.actions.checks import own
from tongxin.frontoffice.orders.events import OrderCancelled, OrderConfirmed, OrderDelivered, OrderPaid
from tongxin.frontoffice.orders.models import Order, OrderLine
from tongxin.frontoffice.orders.policies import can_release
from tongxin.frontoffice.orders.queries.checking import findings_of


class NotComplete(ValidationError):
    """Something is missing without which nobody can deliver."""


class OverCredit(ValidationError):
    """The customer would owe us more than was set."""


def subject_of(line: OrderLine) -> Subject:
    """As what agreed prices know the line."""
    return Subject("order_line", line.pk)


@transaction.atomic
def confirm_order(*, by: Person, order: Order, release: str = "") -> Order:
    """From now on it holds; agreed prices are used up by its lines, all or none. `release` says why an order over the credit limit goes
    through, from somebody who may say so. Raises NotYours, NotComplete, OverCredit, AgreementExceeded, ValidationError."""
    order = own(by, order.pk)
    if not order.is_draft:
        raise ValidationError(_("This order is confirmed already, or called off."))
    # Two orders of one customer are weighed one after the other: together they could be over what each alone is not.
    Party.objects.select_for_update().get(pk=order.party_id)
    release = " ".join(release.split())[:200] if can_release(by) else ""
    for found in findings_of(order):
        if found.is_credit and release:
            continue
        raise (OverCredit if found.is_credit else NotComplete)(found.text)
    take_agreed(by, order)
    order.state, order.confirmed_at = Order.State.CONFIRMED, now()
    _keep(order, "state", "confirmed_at")
    told = OrderConfirmed(title=order.number, amount=str(order.total), released=release)
    tell(told, by=by, on=Subject("order", order.pk), customer=order.party_id)
    return order


def take_agreed(by: Person, order: Order) -> None:
    """Its lines use up what was agreed. Inside a transaction. Raises AgreementExceeded."""
    for line in order.lines.exclude(agreed=None).select_related("agreed").order_by("agreed_id", "pk"):
        if line.agreed is not None:
            use_agreed(by=by, agreed=line.agreed, quantity=round(line.own_quantity, 3), line=subject_of(line))


def give_back(by: Person, order: Order) -> None:
    """What its lines took of agreements is free again. Inside a transaction."""
    for line in order.lines.exclude(agreed=None):
        give_agreed_back(by=by, line=subject_of(line))


@transaction.atomic
def cancel_order(*, by: Person, order: Order, reason: str) -> Order:
    """Call it off; what it took of agreements is free again. Raises NotYours, ValidationError."""
    order = own(by, order.pk)
    reason = " ".join(reason.split())[:200]
    if order.state == Order.State.CANCELLED:
        raise ValidationError(_("This order was called off already."))
    if order.lines.filter(delivered__gt=0).exists():
        raise ValidationError(_("Something of this order was delivered. Amend it instead."))
    if not reason:
        raise ValidationError({"reason": _("Say why, in a few words.")})
    if not order.is_draft:
        give_back(by, order)
    order.state, order.why_cancelled = Order.State.CANCELLED, reason
    _keep(order, "state", "why_cancelled")
    tell(
        OrderCancelled(title=order.number, reason=reason), by=by, on=Subject("order", order.pk), customer=order.party_id
    )
    return order


@transaction.atomic
def note_delivered(*, by: Person, line: OrderLine, quantity: Any) -> Order:  # Any: as typed
    """So much more of the line has gone out, in its unit. Raises NotYours, ValidationError for more than was ordered."""
    order = own(by, line.order_id)
    if not order.is_open:
        raise ValidationError(_("Only what is confirmed and not all delivered can be delivered."))
    more = read_quantity(quantity)
    line = order.lines.select_for_update().get(pk=line.pk)
    if more > line.left:
        said = _("Only %(left)s are still to be delivered.")
        raise ValidationError({"quantity": said % {"left": figure(line.left)}})
    line.delivered += more
    line.save(update_fields=["delivered"])
    settle(order)
    told = OrderDelivered(title=order.number, is_all=order.state == Order.State.DELIVERED)
    tell(told, by=by, on=Subject("order", order.pk), customer=order.party_id)
    return order


def settle(order: Order) -> None:
    """How far its deliveries have come."""
    lines = list(order.lines.values_list("quantity", "delivered"))
    gone = any(delivered > 0 for _quantity, delivered in lines)
    is_all = all(delivered >= quantity for quantity, delivered in lines)
    order.state = Order.State.DELIVERED if is_all else Order.State.PARTLY if gone else Order.State.CONFIRMED
    _keep(order, "state")


def _keep(order: Order, *names: str) -> None:
    """Write these columns, and what formulas make of them."""
    order.version += 1
    order.save(update_fields=[*names, "version"])
    settle_values(kind="order", facts={order.pk: order_facts(order)})


@transaction.atomic
def note_received(*, by: Person, order: Order, amount: Decimal | int) -> Order:
    """So many minor units came in for it. Raises NotYours, ValidationError."""
    order = own(by, order.pk)
    if order.state not in Order.HOLDING or amount <= 0:
        raise ValidationError(_("Money comes in for orders that hold, and is above zero."))
    order.received += int(amount)
    order.version += 1
    order.save(update_fields=["received", "version"])
    tell(
        OrderPaid(title=order.number, amount=str(order.paid)),
        by=by,
        on=Subject("order", order.pk),
        customer=order.party_id,
    )
    return order
