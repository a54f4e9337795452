"""Orders go over to a colleague."""

from django.db import transaction

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.orders.actions.checks import own
from tongxin.frontoffice.orders.events import OrderPassed
from tongxin.frontoffice.orders.models import Order


@transaction.atomic
def pass_order(*, by: Person, order: Order, owner: Person) -> Order:
    """Somebody else looks after it from now on, in their unit. Raises NotYours."""
    order = own(by, order.pk)
    if owner.pk == order.owner_id:
        return order
    order.owner, order.unit = owner, main_unit_of(owner)
    order.version += 1
    order.save(update_fields=["owner", "unit", "version"])
    told = OrderPassed(title=order.called, to=owner.name)
    tell(told, by=by, on=Subject("order", order.pk), customer=order.party_id)
    return order
