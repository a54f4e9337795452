"""Lines as they are sent: what the verbs of the rooms take."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import Product
from tongxin.interfaces.rest.actions.products import money_of


def lines_asked(by: Person, lines: Sequence[Any]) -> list[dict[str, Any]]:  # Any: checked lines; values of the verbs
    """Each with the product that it names. Raises ValidationError that names the line."""
    return [_asked(by, number, line) for number, line in enumerate(lines, start=1)]


def _asked(by: Person, number: int, line: Any) -> dict[str, Any]:  # Any: as above
    seen, product = Product.objects.visible_to(by), None
    if line.product or line.code:
        product = seen.filter(**({"pk": line.product} if line.product else {"code": line.code})).first()
        if product is None:
            raise ValidationError({"lines": _("Line %(number)d: there is no such product.") % {"number": number}})
    return {**line.model_dump(exclude={"code"}), "product": product, "price": money_of(line.price, "lines")}
