"""Questions about products and prices, and what the answers look like."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Line, Listing, storable


class ProductsAsked(Listing):
    """Products, in the order of their names. Withdrawn ones too."""

    code: Annotated[Line, Field(max_length=60)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, pinyin, code"), AfterValidator(storable)] = ""


class PriceAsked(BaseModel):
    """For whom, how much, in which unit and currency, for which project."""

    party: AskedId | None = None
    quantity: Annotated[Decimal, Field(gt=0, lt=10**9, max_digits=12, decimal_places=3)] = Decimal(1)
    unit: Annotated[str, Field(max_length=20), AfterValidator(storable)] = ""
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    project: Annotated[str, Field(max_length=120), AfterValidator(storable)] = ""


class ProductShown(BaseModel):
    """What is sold. Cost and floor price are absent where a role hides them; prices are of `per` units."""

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
    cost: Amount | None = None
    floor: Amount | None = None
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
