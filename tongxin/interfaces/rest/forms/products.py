"""Questions about products and prices, and what the answers look like."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Custom, Id, Line, Listing, Long, storable


class ProductsAsked(Listing):
    """Products, in the order of their names. Withdrawn ones too."""

    code: Annotated[Line, Field(max_length=60)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, pinyin, code"), AfterValidator(storable)] = ""


class ProductFacts(Body):
    """Cost and floor price are of `per` units, in the firm's currency."""

    variant: Annotated[Line, Field(max_length=80)] = ""
    english_name: Annotated[Line, Field(max_length=200)] = ""
    kind: Literal["goods", "service", "bundle"] = "goods"
    category: Id | None = None
    per: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] = 1
    tax_rate: Annotated[Decimal, Field(strict=False, ge=0, le=100, max_digits=5, decimal_places=2)] = Decimal(0)
    cost: Amount | None = None
    floor_price: Amount | None = None
    note: Long = ""
    custom: Custom = {}


class NewProduct(ProductFacts):
    """A code and a name are enough."""

    code: Annotated[Line, Field(min_length=1, max_length=60)]
    name: Annotated[Line, Field(min_length=1, max_length=200)]
    unit: Annotated[Line, Field(max_length=20)] = ""


class ChangedProduct(ProductFacts):
    """Only the keys that are sent are changed."""

    code: Annotated[Line, Field(min_length=1, max_length=60)] = "-"
    name: Annotated[Line, Field(min_length=1, max_length=200)] = "-"
    unit: Annotated[Line, Field(min_length=1, max_length=20)] = "-"
    is_withdrawn: bool = False


class NewPrice(Body):
    """What `per` units of the product cost by this list, from `least` units on; without a price the band goes out."""

    product: Id
    price: Amount | None
    least: Annotated[Decimal, Field(strict=False, ge=0, lt=10**9, max_digits=12, decimal_places=3)] = Decimal(0)


class AgreedAsked(Listing):
    """Agreed prices that hold or will, those first that end first."""

    party: AskedId | None = None
    product: AskedId | None = None


class PriceListShown(BaseModel):
    """Empty `tier`, `region`, `channel` mean: for all."""

    id: int
    name: str
    currency: str
    tier: str
    region: str
    channel: str
    from_on: str | None
    until_on: str | None
    is_taxed: bool
    is_retired: bool
    version: int


class ListedPrice(BaseModel):
    """One band of one product on a list: what `per` of `unit` cost."""

    id: int
    product: Ref
    code: str
    unit: str
    per: int
    least: str
    price: Amount


class AgreedShown(BaseModel):
    """An agreed price: orders take of `quantity` until nothing is `left`."""

    id: int
    party: Ref
    product: Ref
    project: str
    price: Amount
    quantity: str
    left: str
    from_on: str
    until_on: str


class PriceAsked(BaseModel):
    """For whom, how much, in which unit and currency, for which project."""

    party: AskedId | None = None
    quantity: Annotated[Decimal, Field(strict=False, gt=0, lt=10**9, max_digits=12, decimal_places=3)] = Decimal(1)
    unit: Annotated[str, Field(max_length=20), AfterValidator(storable)] = ""
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    project: Annotated[str, Field(max_length=120), AfterValidator(storable)] = ""


class ProductShown(BaseModel):
    """What is sold. `list_price` is what the price list for everybody says today; cost and floor price are absent where a role hides them.
    All are of `per` units."""

    id: int
    code: str
    name: str
    variant: str
    english_name: str
    kind: str
    category: Ref | None
    unit: str
    per: int
    tax_rate: str
    list_price: Amount | None
    floor_price: Amount | None = None
    cost: Amount | None = None
    custom: dict[str, Any]  # Any: the firm's own fields
    is_withdrawn: bool
    version: int


class PriceShown(BaseModel):
    """`price` is what `per` of `unit` cost, null where there is none; `why` and `passed_over` say how it came about."""

    price: Amount | None
    per: int
    unit: str
    origin: str
    list_price: Amount | None
    tax_rate: str
    is_taxed: bool
    why: list[str]
    passed_over: list[str]
