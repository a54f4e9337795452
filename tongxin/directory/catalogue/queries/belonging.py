"""What belongs to a product, and where its prices stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tongxin.directory.catalogue.models import BundlePart, Price, Product, ProductLink, ProductUnit


@dataclass(frozen=True)
class Belongings:
    """Further units, what a bundle holds, variants, spare parts, what it is a spare part of, and what can be sold in its place."""

    units: Sequence[ProductUnit]
    parts: Sequence[BundlePart]
    variants: Sequence[Product]
    spares: Sequence[Product]
    spare_of: Sequence[Product]
    substitutes: Sequence[Product]


def belongings_of(person: Any, one: Product) -> Belongings:  # Any: also takes Django's anonymous user
    """All that belongs to it, as far as the person sees products."""
    seen = Product.objects.visible_to(person)
    spare, substitute = ProductLink.Kind.SPARE, ProductLink.Kind.SUBSTITUTE
    return Belongings(
        list(one.units.order_by("factor")),
        list(one.parts.select_related("part")),
        list(seen.filter(variant_of=one).order_by("sort_key")),
        list(seen.filter(linked_from__product=one, linked_from__kind=spare)),
        list(seen.filter(links__other=one, links__kind=spare)),
        list(seen.filter(linked_from__product=one, linked_from__kind=substitute)),
    )


def prices_of(one: Product) -> list[Price]:
    """By every list in use, with its bands."""
    rows = Price.objects.filter(product=one, price_list__retired_at=None).select_related("price_list")
    return list(rows.order_by("price_list__name", "least"))
