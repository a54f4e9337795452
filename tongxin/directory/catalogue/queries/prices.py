"""What something costs a customer, and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.org.models import Company
from tongxin.directory.catalogue.models import AgreedPrice, ExchangeRate, Price, PriceList, Product
from tongxin.directory.catalogue.rules.pricing import Agreed, Asked, Item, Listed, NoQuantity, Priced, price_of
from tongxin.directory.catalogue.rules.saying import Reason, figure
from tongxin.directory.parties.models import Party

_LARGEST = Decimal(10**9)


@dataclass(frozen=True, kw_only=True)
class FoundPrice:
    """`price` is what `per` of the asked `unit` cost, None where nothing is found; `why` and `passed_over` say in words how it came about.

    `list_price` is what the most general list says, `tier_price` what the list for this customer says, before any agreement. `factor` is how many
    of the product's own units one asked unit holds. `floor`, `cost` and `is_below_floor` are None to whom they are hidden.
    """

    price: Money | None
    per: int
    unit: str
    factor: Decimal
    origin: str
    list_price: Money | None
    tier_price: Money | None
    price_list_id: int | None
    agreed_id: int | None
    is_taxed: bool
    tax_rate: Decimal
    floor: Money | None
    cost: Money | None
    is_below_floor: bool | None
    why: Sequence[Reason]
    passed_over: Sequence[Reason]

    @property
    def said(self) -> str:
        """Why, as one line."""
        return ", ".join(str(one) for one in self.why)


def usual_currency() -> str:
    """The firm's own currency, in which amounts are meant that name none."""
    return next(iter(_currencies()), "") or "CNY"


@prepared
def _currencies() -> QuerySet[Company, str]:
    return Company.objects.order_by("id").values_list("currency", flat=True)[:1]


def read_quantity(value: Any) -> Decimal:  # Any: as typed
    """A quantity above zero with at most three decimals. Raises ValidationError."""
    try:
        quantity = Decimal(str(value).strip().replace(",", ""))
    except InvalidOperation as error:
        raise ValidationError({"quantity": _("This is no quantity. Write a number such as 20.")}) from error
    if not quantity.is_finite() or quantity <= 0:
        raise ValidationError({"quantity": _("The quantity must be above zero.")})
    if quantity >= _LARGEST or quantity != round(quantity, 3):
        raise ValidationError({"quantity": _("A quantity has at most nine digits and three decimals.")})
    return quantity


def factor_of(product: Product, unit: str) -> Decimal:
    """How many of the product's own units one `unit` holds. Raises ValidationError where nobody said."""
    if unit in ("", product.unit):
        return Decimal(1)
    found = product.units.filter(name=unit).values_list("factor", flat=True).first()
    if found is None:
        said = _("Nobody said how many %(own)s of %(name)s one %(unit)s holds. Say so on the product's page first.")
        raise ValidationError({"unit": said % {"own": product.unit, "name": product.called, "unit": unit}})
    return found


def kinds_of(party: Party) -> frozenset[str]:
    """As what a customer buys."""
    return frozenset([*party.roles, *(["person"] if party.kind == Party.Kind.PERSON else [])])


def channel_of(party: Party | None) -> str:
    """By which way a customer buys, unless somebody says otherwise."""
    if party is None:
        return ""
    return "dealer" if party.is_dealer else "agent" if party.is_agent else "direct"


def find_price(
    person: Any,  # Any: also takes Django's anonymous user
    *,
    product: Product,
    quantity: Decimal | int | str = 1,
    unit: str = "",
    party: Party | None = None,
    project: str = "",
    currency: str = "",
    channel: str = "",
    on: date | None = None,
) -> FoundPrice:
    """What the product costs this customer for this quantity on this day (today), and why. Raises ValidationError for a quantity that is
    none, and for a unit without conversion; a product without a price is no error: `price` is None and `why` says so."""
    factor = factor_of(product, unit)
    asked = Asked(
        quantity=read_quantity(quantity) * factor,
        currency=currency or usual_currency(),
        on=on or timezone.localdate(now()),
        kinds=kinds_of(party) if party else frozenset(),
        tier=party.tier if party else "",
        region=party.region if party else "",
        channel=channel or channel_of(party),
        project=project,
    )
    found = _priced(person, product, party, asked)
    if found.minor is None and product.kind == Product.Kind.BUNDLE and found.why[0].code == "no_price":
        found = _by_parts(person, product, party, asked, found)
    if found.minor is None and found.why[0].code == "no_price" and asked.currency != usual_currency():
        found = _exchanged(person, product, party, asked, found)
    return _shown(person, product, found, asked.currency, unit or product.unit, factor)


def _priced(person: Any, product: Product, party: Party | None, asked: Asked) -> Priced:  # Any: as above
    item = Item(
        is_withdrawn=not product.is_on_sale,
        sold_to=frozenset(product.sold_to or (product.category.sold_to if product.category else ())),
    )
    try:
        return price_of(asked, item, _lists([product.pk])[product.pk], _agreed(person, product, party))
    except NoQuantity as error:
        raise ValidationError({"quantity": _("The quantity must be above zero.")}) from error


def list_prices(products: Collection[int]) -> dict[int, Money | None]:
    """What the price list for everybody says today for one of each, in the firm's currency; of `per` units. None where none knows it."""
    asked = Asked(quantity=Decimal(1), currency=usual_currency(), on=timezone.localdate(now()))
    found = {number: price_of(asked, Item(), lists, ()) for number, lists in _lists(products).items()}
    return {
        number: None if one.listed_minor is None else Money(one.listed_minor, asked.currency)
        for number, one in found.items()
    }


def list_price_of(product: Product) -> Money | None:
    """What one costs nobody in particular, in the product's own currency; of a product whose `prices` and their lists are at hand, so that a
    page of many asks the database once."""
    prices: dict[int, list[Price]] = {}
    for one in product.prices.all():
        if one.price_list.retired_at is None:
            prices.setdefault(one.price_list_id, []).append(one)
    asked = Asked(quantity=Decimal(1), currency=product.currency, on=timezone.localdate(now()))
    lists = [_listed(rows[0].price_list, [(one.least, one.minor) for one in rows]) for rows in prices.values()]
    found = price_of(asked, Item(), lists, ()).listed_minor
    return None if found is None else Money(found, product.currency)


def _listed(one: PriceList, bands: Sequence[tuple[Decimal, int]]) -> Listed:
    return Listed(
        number=one.pk, name=one.name, currency=one.currency, tier=one.tier, region=one.region, channel=one.channel,
        from_on=one.from_on, until_on=one.until_on, is_taxed=one.is_taxed, bands=bands,
    )  # fmt: skip


def _lists(products: Collection[int]) -> dict[int, list[Listed]]:
    """The price lists in use, for each product with its bands."""
    bands: dict[tuple[int, int], list[tuple[Decimal, int]]] = {}
    known = Price.objects.filter(product__in=products).values_list("product_id", "price_list_id", "least", "minor")
    for product, number, least, minor in known:
        bands.setdefault((product, number), []).append((least, minor))
    lists = list(PriceList.objects.in_use()) if products else []
    return {product: [_listed(one, bands.get((product, one.pk), ())) for one in lists] for product in products}


def _agreed(person: Any, product: Product, party: Party | None) -> list[Agreed]:  # Any: as above
    if party is None:
        return []
    rows: Iterable[AgreedPrice] = AgreedPrice.objects.visible_to(person).standing().filter(party=party, product=product)
    return [
        Agreed(
            number=one.pk, currency=one.currency, minor=one.minor, from_on=one.from_on, until_on=one.until_on,
            left=one.left, project=one.project,
        )
        for one in rows
    ]  # fmt: skip


def _exchanged(
    person: Any, product: Product, party: Party | None, asked: Asked, found: Priced
) -> Priced:  # Any: as above
    """What the lists in the firm's own currency say, at the exchange rate of the day; the reason names the rate."""
    own, rate = usual_currency(), ExchangeRate.of(asked.currency, asked.on)
    known = _priced(person, product, party, replace(asked, currency=own)) if rate else found
    if rate is None or known.minor is None or known.origin != "list":
        return found

    def abroad(minor: int | None) -> int | None:
        return None if minor is None else rate.abroad(minor, own)

    why = [*known.why, Reason("rate", {"currency": rate.currency, "rate": figure(rate.rate), "own": own})]
    return replace(
        known, minor=abroad(known.minor), listed_minor=abroad(known.listed_minor), tier_minor=abroad(known.tier_minor), why=why
    )  # fmt: skip


def _by_parts(
    person: Any, bundle: Product, party: Party | None, asked: Asked, found: Priced
) -> Priced:  # Any: as above
    """A bundle without a price of its own costs what its parts cost, each in the quantity that is needed."""
    minor = Decimal(0)
    for one in bundle.parts.select_related("part__category"):
        piece = _priced(person, one.part, party, replace(asked, quantity=asked.quantity * one.quantity))
        if piece.minor is None:
            return replace(found, why=[Reason("no_part_price", {"name": one.part.called})])
        minor += Decimal(piece.minor) * one.quantity / one.part.per
    if not minor:
        return found
    whole = int(minor.to_integral_value("ROUND_HALF_UP")) * bundle.per
    return replace(found, minor=whole, origin="list", listed_minor=whole, tier_minor=whole, why=[Reason("parts")])


def _shown(
    person: Any, product: Product, found: Priced, currency: str, unit: str, factor: Decimal
) -> FoundPrice:  # Any: as above
    """As the person may see it, for the unit that was asked for."""
    hidden = hidden_fields(person, "product")
    times, per = _scale(factor, product.per)

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(int(minor * times), currency)

    same = product.currency == currency
    floor = money(product.floor) if same and "floor" not in hidden else None
    below = None if floor is None or found.minor is None else found.minor < (product.floor or 0)
    return FoundPrice(
        price=money(found.minor),
        per=per,
        unit=unit,
        factor=factor,
        origin=found.origin,
        list_price=money(found.listed_minor),
        tier_price=money(found.tier_minor),
        price_list_id=found.number if found.origin == "list" and found.number else None,
        agreed_id=found.number if found.origin == "agreed" else None,
        is_taxed=found.is_taxed,
        tax_rate=product.tax_rate,
        floor=floor,
        cost=money(product.cost) if same and "cost" not in hidden else None,
        is_below_floor=below,
        why=found.why,
        passed_over=found.passed_over,
    )


def _scale(factor: Decimal, per: int) -> tuple[Decimal, int]:
    """By what the price of `per` own units is multiplied to be told for so many asked units: exactly, and for one unit where it can be."""
    if factor % per == 0:
        return factor / per, 1
    return (factor, per) if factor == factor.to_integral_value() else (factor * 1000, per * 1000)


__all__ = [
    "FoundPrice",
    "channel_of",
    "factor_of",
    "figure",
    "find_price",
    "kinds_of",
    "list_prices",
    "read_quantity",
    "usual_currency",
]
