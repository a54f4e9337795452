"""What every verb checks first."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.access.policies import locked_fields
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.orders.policies import can_order


class MayNotOrder(PermissionDenied):
    """The person's roles open no orders for writing, or the customer isn't theirs to see."""


class NotYours(PermissionDenied):
    """The person may see this order but not change it, or it is gone."""


class FieldLocked(PermissionDenied):
    """A role keeps this person from changing it."""


class AlreadyConfirmed(ValidationError):
    """What holds is amended, not changed."""


def check_ordering(by: Person, party: Party) -> None:
    """Raises MayNotOrder."""
    if not can_order(by):
        raise MayNotOrder(_("Your role may not make orders."))
    if not Party.objects.visible_to(by).living().filter(pk=party.pk).exists():
        raise MayNotOrder(_("This customer isn't there any more, or it isn't yours to see."))


def check_rights(by: Person, names: Iterable[str]) -> None:
    """Raises FieldLocked."""
    if locked := locked_fields(by, "order") & set(names):
        labels = ", ".join(str(Order._meta.get_field(name).verbose_name) for name in sorted(locked))  # type: ignore[union-attr]  # a column
        raise FieldLocked(_("Your role may not change: %(fields)s") % {"fields": labels})


def own(by: Person, number: int) -> Order:
    """The order, locked for the length of the transaction. Raises NotYours."""
    rows = Order.objects.changeable_by(by).select_related("party", "owner").select_for_update(of=("self",))
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotYours(_("This order isn't yours to change, or it isn't there any more."))
    return found


def own_draft(by: Person, number: int) -> Order:
    """The same, still to be changed freely. Raises NotYours, AlreadyConfirmed."""
    order = own(by, number)
    if not order.is_draft:
        raise AlreadyConfirmed(_("This order is confirmed. Ask for an amendment to change it."))
    return order
