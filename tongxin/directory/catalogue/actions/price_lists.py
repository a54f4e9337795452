"""Price lists and what stands in them."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.money import InvalidMoney, exponent
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions.checks import MayNotKeepCatalogue, amount_of, check_keeper, text_of
from tongxin.directory.catalogue.events import PriceListSaved, PriceListTakenOut, PriceSet
from tongxin.directory.catalogue.models import Channel, Price, PriceList, Product
from tongxin.directory.catalogue.queries.prices import figure, read_quantity, usual_currency


@transaction.atomic
def save_price_list(
    *,
    by: Person,
    price_list: PriceList | None = None,
    **values: Any,  # Any: column values
) -> PriceList:
    """Make or change a price list. Its currency stays once prices stand in it. Raises MayNotKeepCatalogue, ValidationError."""
    check_keeper(by)
    one = (
        PriceList.objects.select_for_update().get(pk=price_list.pk)
        if price_list
        else PriceList(currency=usual_currency())
    )
    was = one.currency
    for name, value in values.items():
        setattr(one, name, value)
    _check_list(one, was)
    before = {"name": price_list.name} if price_list else None
    one.version += 1 if price_list else 0
    one.save()
    tell(PriceListSaved(title=one.name), by=by, on=Subject("price_list", one.pk), before=before)
    return one


def _check_list(one: PriceList, was: str) -> None:
    one.name = text_of("name", one.name, 80)
    errors = {}
    try:
        exponent(one.currency)
    except InvalidMoney as error:
        errors["currency"] = str(error)
    if one.pk and one.currency != was and one.prices.exists():
        errors["currency"] = _("Prices stand in this list already. Make another list for another currency.")
    if one.channel and one.channel not in Channel.values:
        errors["channel"] = _("Choose a channel of sale from the list.")
    if one.from_on and one.until_on and one.until_on < one.from_on:
        errors["until_on"] = _("It would end before it begins.")
    if PriceList.objects.filter(name=one.name).exclude(pk=one.pk).exists():
        errors["name"] = _("Another price list has this name already.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def retire_price_list(*, by: Person, price_list: PriceList) -> None:
    """Use it no more; prices already given stay. Raises MayNotKeepCatalogue."""
    check_keeper(by)
    one = PriceList.objects.select_for_update().get(pk=price_list.pk)
    if one.retired_at is None:
        one.retired_at = now()
        one.save(update_fields=["retired_at"])
        tell(PriceListSaved(title=one.name, is_retired=True), by=by, on=Subject("price_list", one.pk))


@transaction.atomic
def set_price(
    *,
    by: Person,
    price_list: PriceList,
    product: Product,
    price: Any,  # Any: Money, text, or nothing to take it out
    least: Decimal | int | str = 0,
) -> Price | None:
    """What the product's `per` units cost by this list from `least` units on; an empty price takes the band out.
    Raises MayNotKeepCatalogue, ValidationError."""
    check_keeper(by)
    one = PriceList.objects.select_for_update().get(pk=price_list.pk)
    try:
        money = amount_of(price, one.currency)
    except ValidationError as error:
        raise ValidationError({"price": error.messages}) from error
    start = read_quantity(least) if str(least).strip() not in ("", "0") else Decimal(0)
    known = Price.objects.filter(price_list=one, product=product, least=start).first()
    before = {"price": str(known.money)} if known else None
    if (known.minor if known else None) == (money.minor if money else None):
        return known
    if money is None:
        Price.objects.filter(price_list=one, product=product, least=start).delete()
    else:
        known, _new = Price.objects.update_or_create(
            price_list=one, product=product, least=start, defaults={"minor": money.minor}
        )
    told = PriceSet(title=one.name, product=product.called, least=figure(start), amount=str(money or ""))
    tell(told, by=by, on=Subject("price_list", one.pk), before=before)
    return known if money else None


@transaction.atomic
def take_list_out(*, by: Person, price_list: PriceList) -> list[Price]:
    """Its prices for a file; that it was taken out is told. Raises MayNotKeepCatalogue for who may not see it."""
    if not PriceList.objects.visible_to(by).filter(pk=price_list.pk).exists():
        raise MayNotKeepCatalogue(_("Your role may not see products and prices."))
    rows = Price.objects.filter(price_list=price_list).select_related("product__category", "price_list")
    prices = list(rows.order_by("product__code", "least"))
    told = PriceListTakenOut(title=price_list.name, count=len(prices))
    tell(told, by=by, on=Subject("price_list", price_list.pk))
    return prices
