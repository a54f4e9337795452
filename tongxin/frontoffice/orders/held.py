"""Orders that are not delivered go over with the rest when somebody leaves."""

from django.utils.translation import pgettext_lazy

from tongxin.base.registries.held import held_kinds, held_records
from tongxin.collab.people.models import Person
from tongxin.frontoffice.orders.actions import pass_order
from tongxin.frontoffice.orders.models import Order


def _passed(by: Person, one: Order, owner: Person, is_return: bool) -> None:
    pass_order(by=by, order=one, owner=owner)


def register_held() -> None:
    """After customers, which the taker must see by then."""
    label = pgettext_lazy("handed over", "open orders")
    open_states = (Order.State.DRAFT, Order.State.CONFIRMED, Order.State.PARTLY)
    standing = Order.objects.filter(state__in=open_states).all
    held_kinds.register("orders", held_records(label=label, order=54, standing=standing, passed=_passed))
