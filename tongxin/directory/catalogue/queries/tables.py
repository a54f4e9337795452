"""A price list as a table: each product with its bands."""

from dataclasses import dataclass
from typing import Any

from tongxin.base.paging import Page, page_of
from tongxin.collab.search.queries import matching
from tongxin.directory.catalogue.models import Price, PriceList, Product

AT_ONCE = 50


@dataclass(frozen=True)
class TableRow:
    """One product and what it costs by the list, from the smallest quantity on."""

    product: Product
    prices: list[Price]


def table_of(
    person: Any, price_list: PriceList, *, words: str = "", cursor: str = ""
) -> tuple[list[TableRow], Page[Product]]:  # Any: the reader
    """One page of products in the order of their names: those of the list, or all that `words` find, so that prices can be added.
    Raises BadCursor."""
    rows = Product.objects.visible_to(person)
    if words.strip():
        rows = rows.filter(matching(person, "product", words))
    else:
        rows = rows.filter(pk__in=Price.objects.filter(price_list=price_list).values("product"))
    page = page_of(rows, order=("sort_key", "id"), size=AT_ONCE, cursor=cursor)
    found: dict[int, list[Price]] = {}
    prices = Price.objects.filter(price_list=price_list, product__in=page.rows).order_by("least")
    for price in prices:
        price.price_list = price_list
        found.setdefault(price.product_id, []).append(price)
    return [TableRow(one, found.get(one.pk, [])) for one in page.rows], page
