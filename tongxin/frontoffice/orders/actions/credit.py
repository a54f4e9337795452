"""How much a customer may owe us."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions import amount_of
from tongxin.directory.catalogue.queries import usual_currency
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.events import CreditLimitSet
from tongxin.frontoffice.orders.models import CreditLimit
from tongxin.frontoffice.orders.policies import can_release


class MayNotLend(PermissionDenied):
    """The person's roles don't reach beyond their own orders, or the customer isn't theirs to see."""


@transaction.atomic
def set_credit_limit(*, by: Person, party: Party, limit: Any) -> CreditLimit | None:  # Any: Money or text
    """Say how much the customer may owe us; nothing takes the limit away. Raises MayNotLend, ValidationError."""
    if not can_release(by) or not Party.objects.visible_to(by).living().filter(pk=party.pk).exists():
        raise MayNotLend(_("Your role may not set credit limits."))
    money = amount_of(limit, usual_currency())
    CreditLimit.objects.filter(party=party).delete()
    tell(CreditLimitSet(limit=str(money or "")), by=by, on=Subject("party", party.pk), customer=party.pk)
    if money is None:
        return None
    return CreditLimit.objects.create(party=party, minor=money.minor, currency=money.currency, set_by=by, set_at=now())
