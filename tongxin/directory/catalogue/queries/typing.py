"""What somebody typed, as a line: which product is meant."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.money import format_minor
from tongxin.collab.search.queries import matching
from tongxin.directory.catalogue.models import PricedLine, Product
from tongxin.directory.catalogue.rules.saying import figure

_TYPED = ("text", "quantity", "unit", "price", "discount")


def product_named(person: Any, words: str) -> Product | None:  # Any: also takes Django's anonymous user
    """The one product in sight of this code or name, in part or in pinyin; None for no words. Raises ValidationError that names several."""
    words = " ".join(words.split())
    if not words:
        return None
    rows = Product.objects.visible_to(person)
    found = rows.filter(code__iexact=words).first() or rows.filter(name=words).first()
    if found is not None:
        return found
    likely = list(rows.on_sale().filter(matching(person, "product", words))[:4])
    if len(likely) == 1:
        return likely[0]
    if not likely:
        raise ValidationError({"product": _("No product in sight is called “%(words)s”.") % {"words": words[:60]}})
    names = ", ".join(str(one) for one in likely)
    raise ValidationError({"product": _("Which one? %(names)s") % {"names": names}})


def typed_line(person: Any, data: Mapping[str, Any]) -> dict[str, Any]:  # Any: as above; values as typed
    """A line as it came from a form: product by its code or name, text, quantity, unit, price, discount. Raises ValidationError."""
    typed = {name: str(data.get(name) or "").strip() for name in _TYPED}
    return {**typed, "product": product_named(person, str(data.get("product") or ""))}


def changed_line(
    line: PricedLine, data: Mapping[str, Any], *, sees_given: bool = True, asks_anew: bool = True
) -> dict[str, Any]:  # Any: as above
    """A line with the quantity, price and discount that a form sent. With another quantity an agreed price is asked for anew, if so
    much is left, where it `asks_anew`.
    Who doesn't see what is given away was shown the price after the discount: another one is the whole price."""
    names = ("quantity", "price", "discount")
    typed: dict[str, Any] = {name: str(data[name] or "").strip() for name in names if name in data}
    if not sees_given:
        shown = format_minor(line.after_discount, line.currency, get_language() or "en")
        is_same = typed.get("price", shown) == shown
        typed |= {"price": line.price, "discount": line.discount} if is_same else {"discount": ""}
    typed = line.values() | {"quantity": figure(line.quantity)} | typed
    is_other = asks_anew and line.agreed is not None and typed["quantity"] != figure(line.quantity)
    return typed | ({"price": ""} if is_other else {})
