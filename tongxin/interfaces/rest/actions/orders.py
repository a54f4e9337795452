"""Writing orders."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import change_order, start_order
from tongxin.frontoffice.orders.models import Order
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.lines import lines_asked
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values


def add_order(*, by: Person, values: Values) -> Order:
    """Begin one with its lines, all or none. Raises MayNotOrder, FieldLocked, AgreementExceeded, ValidationError."""
    facts = {name: value for name, value in values.items() if name not in ("party", "lines", "custom")}
    party = Party.objects.visible_to(by).living().filter(pk=values["party"]).first()
    if party is None:
        raise ValidationError({"party": _("There is no such record, or it isn't yours to see.")})
    lines = lines_asked(by, values.get("lines", ()))
    with beside_custom():
        return start_order(by=by, party=party, lines=lines, custom=own_values(values), **facts)


@transaction.atomic
def change_whole_order(*, by: Person, order: Order, version: int, values: Values) -> None:
    """Change facts of a draft, or the firm's fields, on the version that the writer knows. Raises NotYours, AlreadyConfirmed, FieldLocked,
    StaleVersion, ValidationError."""
    check_version(Order.objects.select_for_update().get(pk=order.pk), version)
    facts = {name: value for name, value in values.items() if name != "custom"}
    with beside_custom():
        change_order(by=by, order=order, **facts, **own_values(values))
