"""The nouns of the room."""

from tongxin.directory.catalogue.models.agreed_price import AgreedPrice, AgreedPriceQuerySet, AgreedUse
from tongxin.directory.catalogue.models.exchange_rate import ExchangeRate
from tongxin.directory.catalogue.models.line import PricedLine
from tongxin.directory.catalogue.models.opened import OpenedQuerySet
from tongxin.directory.catalogue.models.price_list import Channel, Price, PriceList, PriceListQuerySet
from tongxin.directory.catalogue.models.product import (
    BundlePart,
    Category,
    Product,
    ProductLink,
    ProductQuerySet,
    ProductUnit,
)

__all__ = [
    "AgreedPrice",
    "AgreedPriceQuerySet",
    "AgreedUse",
    "BundlePart",
    "Category",
    "Channel",
    "ExchangeRate",
    "OpenedQuerySet",
    "Price",
    "PriceList",
    "PriceListQuerySet",
    "PricedLine",
    "Product",
    "ProductLink",
    "ProductQuerySet",
    "ProductUnit",
]
