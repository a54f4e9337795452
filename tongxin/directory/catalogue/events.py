"""What happened in the catalogue. Amounts are told as text with their currency: "4180.00 CNY"."""

from typing import Any, ClassVar

from tongxin.base.events import Event


class ProductAdded(Event):
    """Something new can be sold."""

    name: ClassVar[str] = "product.added"
    title: str


class ProductChanged(Event):
    """Facts of it were changed; `fields` and `after` say which."""

    name: ClassVar[str] = "product.changed"
    title: str
    fields: list[str]
    after: dict[str, Any] = {}  # Any: JSON values


class ProductWithdrawn(Event):
    """It is not sold any more."""

    name: ClassVar[str] = "product.withdrawn"
    title: str


class ProductBroughtBack(Event):
    """It is sold again."""

    name: ClassVar[str] = "product.brought_back"
    title: str


class ProductsImported(Event):
    """An import brought many at once."""

    name: ClassVar[str] = "products.imported"
    count: int


class PriceListSaved(Event):
    """A price list was made, changed or retired."""

    name: ClassVar[str] = "price_list.saved"
    title: str
    is_retired: bool = False


class PriceSet(Event):
    """A product costs something else by a list; empty `amount`: it is not on the list any more."""

    name: ClassVar[str] = "price.set"
    title: str
    product: str
    least: str
    amount: str = ""


class PriceAgreed(Event):
    """A price was agreed with a customer."""

    name: ClassVar[str] = "price.agreed"
    product: str
    agreed_price: str
    quantity: str
    until: str
    project: str = ""


class AgreedPriceUsed(Event):
    """An order took of an agreed price; `left` remains."""

    name: ClassVar[str] = "agreed_price.used"
    product: str
    quantity: str
    left: str


class AgreedPriceGivenBack(Event):
    """An order gave back what it had taken."""

    name: ClassVar[str] = "agreed_price.given_back"
    product: str
    quantity: str


class AgreedPriceChanged(Event):
    """It was extended, or ended before its time."""

    name: ClassVar[str] = "agreed_price.changed"
    product: str
    quantity: str
    until: str
    is_ended: bool = False


class ExchangeRateSet(Event):
    """What a currency is worth from a day on; without a rate the day was taken out."""

    name: ClassVar[str] = "exchange_rate.set"
    currency: str
    rate: str
    from_on: str


class PriceListTakenOut(Event):
    """Its prices went out as a file."""

    name: ClassVar[str] = "price_list.taken_out"
    title: str
    count: int
