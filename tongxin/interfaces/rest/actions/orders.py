"""Writing orders."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.money import InvalidMoney, Money
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import Product
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import start_order
from tongxin.frontoffice.orders.models import Order

Values = Mapping[str, Any]  # Any: checked JSON values


def add_order(*, by: Person, values: Values) -> Order:
    """Begin one with its lines, all or none. Raises MayNotOrder, AgreementExceeded, ValidationError."""
    facts = dict(values)
    party = Party.objects.visible_to(by).living().filter(pk=facts.pop("party")).first()
    if party is None:
        raise ValidationError({"party": _("There is no such record, or it isn't yours to see.")})
    lines = [line_of(by, number, line) for number, line in enumerate(facts.pop("lines", ()), start=1)]
    return start_order(by=by, party=party, lines=lines, **facts)


def line_of(by: Person, number: int, line: Any) -> dict[str, Any]:  # Any: a line as sent; values of the verb
    """What the verb takes of a line; `number` names it in refusals. Raises ValidationError."""
    seen = Product.objects.visible_to(by)
    product = (
        seen.filter(pk=line.product).first()
        if line.product
        else seen.filter(code=line.code).first()
        if line.code
        else None
    )
    if product is None and (line.product or line.code):
        raise ValidationError({"lines": _("Line %(number)d: there is no such product.") % {"number": number}})
    try:
        price = Money.of(line.price.amount, line.price.currency) if line.price else None
    except InvalidMoney as error:
        raise ValidationError({"lines": str(error)}) from error
    return {
        "product": product,
        "text": line.text,
        "quantity": line.quantity,
        "unit": line.unit,
        "price": price,
        "discount": line.discount,
    }
