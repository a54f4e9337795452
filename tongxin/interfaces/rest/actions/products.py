"""Writing products and prices."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.money import InvalidMoney, Money
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions import (
    add_product,
    bring_back_product,
    change_product,
    set_price,
    withdraw_product,
)
from tongxin.directory.catalogue.models import PriceList, Product
from tongxin.interfaces.rest.actions.custom import beside_custom, own_values
from tongxin.interfaces.rest.actions.rights import check_writable
from tongxin.interfaces.rest.actions.versions import check_version

Values = Mapping[str, Any]  # Any: checked JSON values

_MONEY = {"cost": "cost", "floor": "floor_price"}


def money_of(given: Any, field: str) -> Money | None:  # Any: an amount as sent, or nothing
    """The amount. Raises ValidationError for a currency nobody knows and for too many decimals."""
    if given is None:
        return None
    try:
        return Money.of(given.amount, given.currency)
    except InvalidMoney as error:
        raise ValidationError({field: str(error)}) from error


def _prepared(by: Person, values: Values) -> dict[str, Any]:  # Any: arguments of the verbs
    found = {"floor" if name == "floor_price" else name: value for name, value in values.items()}
    check_writable(by, found, kinds=["product"])
    return found | {column: money_of(found[column], name) for column, name in _MONEY.items() if column in found}


def add_whole_product(*, by: Person, values: Values) -> Product:
    """Add one. Raises MayNotKeepCatalogue, ValidationError."""
    facts = {name: value for name, value in values.items() if name != "custom"}
    with beside_custom():
        return add_product(by=by, custom=own_values(values), **_prepared(by, facts))


@transaction.atomic
def change_whole_product(*, by: Person, product: Product, version: int, values: Values) -> None:
    """Change facts, withdraw it or bring it back, on the version that the writer knows. Raises MayNotKeepCatalogue, StaleVersion, ValidationError."""
    check_version(Product.objects.select_for_update().get(pk=product.pk), version)
    facts = {name: value for name, value in values.items() if name not in ("is_withdrawn", "custom")}
    own = own_values(values)
    if facts or own or "is_withdrawn" not in values:
        with beside_custom():
            change_product(by=by, product=product, **_prepared(by, facts), **own)
    if "is_withdrawn" in values:
        (withdraw_product if values["is_withdrawn"] else bring_back_product)(by=by, product=product)


def set_listed_price(*, by: Person, price_list: PriceList, values: Values) -> None:
    """One band of one product. Raises MayNotKeepCatalogue, ValidationError."""
    product = Product.objects.visible_to(by).filter(pk=values["product"]).first()
    if product is None:
        raise ValidationError({"product": _("There is no such record, or it isn't yours to see.")})
    price = money_of(values["price"], "price")
    set_price(by=by, price_list=price_list, product=product, price=price, least=values.get("least", 0))
