"""What a special price would mean, while it is still being typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.queries import FoundPrice
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.quotes.models import QuoteLine, SpecialPrice
from tongxin.frontoffice.quotes.queries.figures import YEAR

_SHOWN, _LOOKED_AT, _OFFERED = 3, 60, 12


@dataclass(frozen=True)
class Foreseen:
    """`rate` is the price in per cent of the list price, `given` the money given away; both None where a role hides them. `earlier` are
    this customer's last special prices of the product within a year."""

    found: FoundPrice
    price: Money | None
    amount: Money | None
    rate: Decimal | None
    given: Money | None
    earlier: Sequence[SpecialPrice]


def foreseen(
    person: Any,  # Any: the reader
    party: Party,
    product: Product,
    *,
    found: FoundPrice,
    count: Decimal,
    wanted: Money | None,
) -> Foreseen:
    """The figures for so many at the price that is wanted, where `found` is what holds now."""
    listed = found.list_price
    is_open = "given_away" not in hidden_fields(person, "quote")
    earlier = SpecialPrice.objects.visible_to(person).filter(party=party, product=product, asked_at__gte=now() - YEAR)
    return Foreseen(
        found=found,
        price=wanted,
        amount=_whole(wanted, count, product) if wanted else None,
        rate=round(Decimal(wanted.minor) * 100 / listed.minor, 1)
        if wanted and listed and listed.minor and is_open
        else None,
        given=_whole(listed - wanted, count, product) if wanted and listed and is_open and wanted < listed else None,
        earlier=list(earlier.order_by("-pk")[:_SHOWN]),
    )


def _whole(price: Money, count: Decimal, product: Product) -> Money:
    return price.times(count / product.per)


def known_products(person: Any) -> list[Product]:  # Any: as above
    """What this person quoted last, to choose from; else what stands first in the catalogue."""
    lines = QuoteLine.objects.filter(quote__owner=person.pk).exclude(product=None).order_by("-pk")
    seen = Product.objects.visible_to(person).on_sale()
    numbers = list(dict.fromkeys(lines.values_list("product_id", flat=True)[:_LOOKED_AT]))
    found = seen.in_bulk(numbers[:_OFFERED])
    return [found[number] for number in numbers if number in found] or list(seen.order_by("sort_key", "id")[:_OFFERED])
