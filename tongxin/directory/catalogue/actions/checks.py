"""What every verb checks first: may the person, and is what was typed any good?"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import clean
from tongxin.base.money import InvalidMoney, Money, parse_money
from tongxin.collab.access.policies import locked_fields
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import Category, Product
from tongxin.directory.catalogue.models.product import SOLD_TO
from tongxin.directory.catalogue.policies import can_keep_catalogue

Values = Mapping[str, Any]  # Any: values as typed, or as columns hold them
LONGEST = {"code": 60, "name": 200, "english_name": 200, "variant": 80, "unit": 20, "note": 20_000}


class MayNotKeepCatalogue(PermissionDenied):
    """The person's roles don't open the catalogue for writing."""


class FieldLocked(PermissionDenied):
    """A role keeps this person from changing a field."""


def check_keeper(by: Person, names: Collection[str] = ()) -> None:
    """Raises MayNotKeepCatalogue, FieldLocked."""
    if not can_keep_catalogue(by):
        raise MayNotKeepCatalogue(_("Your role may not change products and prices."))
    if locked := locked_fields(by, "product") & set(names):
        labels = ", ".join(str(Product._meta.get_field(name).verbose_name) for name in sorted(locked))  # type: ignore[union-attr]  # a column
        raise FieldLocked(_("Your role may not change: %(fields)s") % {"fields": labels})


def check_values(values: Values, currency: str) -> dict[str, Any]:  # Any: column values
    """Column values of what was typed. Raises ValidationError naming each field that is wrong and how to mend it."""
    checked: dict[str, Any] = {}  # Any: as above
    errors: dict[str, Any] = {}  # Any: messages
    for name, value in values.items():
        try:
            checked[name] = _check(name, value, currency)
        except ValidationError as error:
            errors[name] = error.messages
    if errors:
        raise ValidationError(errors)
    return checked


def _check(name: str, value: Any, currency: str) -> Any:  # Any: as typed; a column value
    if name in LONGEST:
        return text_of(name, value)
    if name in ("cost", "floor"):
        money = amount_of(value, currency)
        return None if money is None else money.minor
    if name not in _RICH:
        raise ValidationError(_("Unknown field: %(name)s") % {"name": name})
    return _RICH[name](value)


def text_of(name: str, value: Any, most: int = 0) -> str:  # Any: as typed
    """Clean text that fits its column."""
    text = clean(str(value if value is not None else ""))
    if name != "note":
        text = " ".join(text.split())
    if not text and name in ("code", "name", "unit"):
        raise ValidationError(_("This can't be empty."))
    limit = most or LONGEST[name]
    if (more := len(text) - limit) > 0:
        raise ValidationError(_("Too long by %(more)d characters – %(limit)d fit.") % {"more": more, "limit": limit})
    return text


def amount_of(value: Any, currency: str) -> Money | None:  # Any: Money, text or nothing
    """An amount of this currency, not below zero; None for nothing. Raises ValidationError."""
    if value in (None, ""):
        return None
    try:
        money = value if isinstance(value, Money) else parse_money(str(value), currency)
    except InvalidMoney as error:
        raise ValidationError(str(error)) from error
    if money.currency != currency:
        said = _("This is in %(other)s, prices here are in %(own)s. Write the amount in %(own)s.")
        raise ValidationError(said % {"other": money.currency, "own": currency})
    if money.minor < 0:
        raise ValidationError(_("A price can't be below zero."))
    return money


def percent_of(value: Any) -> Decimal:  # Any: as typed
    """A share between 0 and 100 with at most two decimals. Raises ValidationError."""
    try:
        share = Decimal(str(value).strip().removesuffix("%").strip())
    except InvalidOperation as error:
        raise ValidationError(_("This is no percentage. Write a number from 0 to 100.")) from error
    if not share.is_finite() or not 0 <= share <= 100 or share != round(share, 2):
        raise ValidationError(_("A percentage is between 0 and 100, with at most two decimals."))
    return share


def _kind(value: Any) -> str:  # Any: as typed
    if value not in Product.Kind.values:
        raise ValidationError(_("Choose goods, a service or a bundle."))
    return str(value)


def _category(value: Any) -> Category | None:  # Any: a category, its number, or nothing
    if value in (None, "") or isinstance(value, Category):
        return value or None
    text = str(value)
    found = (
        Category.objects.filter(pk=int(text)).first() if text.isascii() and text.isdigit() and len(text) < 19 else None
    )
    if found is None:
        raise ValidationError(_("This category isn't there any more. Choose another one."))
    return found


def _product(value: Any) -> Product | None:  # Any: a product or nothing
    return value or None


def _per(value: Any) -> int:  # Any: as typed
    text = str(value).strip()
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:8]) <= 1_000_000:
        raise ValidationError(_("Prices are for a whole number of units, from 1 to 1,000,000."))
    return int(text)


def _sold_to(value: Any) -> list[str]:  # Any: names of kinds
    names = [str(one) for one in value or []]
    if set(names) - set(SOLD_TO):
        raise ValidationError(_("Choose kinds of customers from the list."))
    return sorted(set(names))


_RICH: dict[str, Callable[[Any], Any]] = {  # Any: as typed; column values
    "kind": _kind,
    "category": _category,
    "variant_of": _product,
    "per": _per,
    "tax_rate": percent_of,
    "sold_to": _sold_to,
}
