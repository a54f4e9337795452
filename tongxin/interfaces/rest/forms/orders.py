"""Bodies and questions about orders, and what the answers look like."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Day, Id, Line, Listing, Long, storable

State = Literal["draft", "confirmed", "partly", "delivered", "cancelled"]
Many = Annotated[Decimal, Field(gt=0, lt=10**9, max_digits=12, decimal_places=3)]


class NewOrderLine(Body):
    """A product by its number here or its code, or words with a price; without a price it takes what lists and agreements say."""

    product: Id | None = None
    code: Annotated[Line, Field(max_length=60)] = ""
    text: Annotated[Line, Field(max_length=300)] = ""
    quantity: Many
    unit: Annotated[Line, Field(max_length=20)] = ""
    price: Amount | None = None
    discount: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)] = Decimal(0)


class NewOrder(Body):
    """A customer is enough; it begins as a draft."""

    party: Id
    lines: Annotated[list[NewOrderLine], Field(max_length=500)] = []
    title: Annotated[Line, Field(max_length=200)] = ""
    their_number: Annotated[Line, Field(max_length=60)] = ""
    wanted_on: Day | None = None
    ship_to: Annotated[Line, Field(max_length=300)] = ""
    project: Annotated[Line, Field(max_length=120)] = ""
    terms: Long = ""


class Confirmation(Body):
    """`release` says why an order over the credit limit goes through, from somebody who may say so."""

    release: Annotated[Line, Field(max_length=200)] = ""


class OrdersAsked(Listing):
    """Orders, the newest first. Sorts: `ordered_on` (`-ordered_on` as without), `id`."""

    state: State | None = None
    party: AskedId | None = None
    owner: AskedId | None = None
    number: Annotated[Line, Field(max_length=60)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, numbers"), AfterValidator(storable)] = ""


class OrderLineShown(BaseModel):
    """One line; its price is for `per` of its unit."""

    product: Ref | None
    text: str
    quantity: str
    unit: str
    price: Amount
    per: int
    discount: str
    amount: Amount
    delivered: str


class OrderShown(BaseModel):
    """What a customer ordered. `lines` are absent in lists."""

    id: int
    number: str
    title: str
    party: Ref
    owner: Ref
    state: str
    amount: Amount
    received: Amount
    ordered_on: date
    wanted_on: date | None
    their_number: str
    ship_to: str
    project: str
    lines: list[OrderLineShown] | None = None
    created_at: datetime
    version: int
