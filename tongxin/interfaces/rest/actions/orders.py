"""Writing orders."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.orders.models import Order
from tongxin.interfaces.rest.actions.lines import lines_asked

Values = Mapping[str, Any]  # Any: checked JSON values


def add_order(*, by: Person, values: Values) -> Order:
    """Begin one with its lines, all or none. Raises MayNotOrder, AgreementExceeded, ValidationError."""
    facts = dict(values)
    party = Party.objects.visible_to(by).living().filter(pk=facts.pop("party")).first()
    if party is None:
        raise ValidationError({"party": _("There is no such record, or it isn't yours to see.")})
    lines = lines_asked(by, facts.pop("lines", ()))
    return start_order(by=by, party=party, lines=lines, **facts)
