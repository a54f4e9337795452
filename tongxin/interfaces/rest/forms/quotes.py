"""Bodies and questions about quotes and special prices, and what the answers look like."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Day, Id, Line, Listing, Long, storable

State = Literal["draft", "sent", "accepted", "declined", "replaced"]
Quantity = Annotated[Decimal, Field(gt=0, lt=10**9, max_digits=12, decimal_places=3)]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]


class NewQuoteLine(Body):
    """A product, or words with a price. Without a price it takes what price lists and agreements say."""

    product: Id | None = None
    text: Annotated[Line, Field(max_length=300)] = ""
    quantity: Quantity = Decimal(1)
    unit: Annotated[Line, Field(max_length=20)] = ""
    price: Amount | None = None
    is_option: bool = False


class NewLines(Body):
    """Lines to add, all or none."""

    lines: Annotated[list[NewQuoteLine], Field(min_length=1, max_length=500)]


class NewQuote(Body):
    """A customer is enough; the token's person owns it."""

    party: Id
    title: Annotated[Line, Field(max_length=200)] = ""
    currency: Currency = ""
    valid_until: Day | None = None
    project: Annotated[Line, Field(max_length=120)] = ""
    terms: Long = ""
    shows_discount: bool = False
    lines: Annotated[list[NewQuoteLine], Field(max_length=500)] = []


class ChangedQuote(Body):
    """Only the keys that are sent are changed. `state` sends a draft, or notes what the customer answered."""

    title: Annotated[Line, Field(min_length=1, max_length=200)] = ""
    valid_until: Day | None = None
    project: Annotated[Line, Field(max_length=120)] = ""
    terms: Long = ""
    shows_discount: bool = False
    state: Literal["sent", "accepted", "declined"] | None = None


class QuotesAsked(Listing):
    """Quotes, the newest first; replaced versions too where `state` asks for them."""

    state: State | None = None
    owner: AskedId | None = None
    party: AskedId | None = None
    number: Annotated[Line, Field(max_length=30)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, pinyin, number"), AfterValidator(storable)] = ""


class QuoteLineShown(BaseModel):
    """`price` is for `per` of `unit`; `list_price` is absent where a role hides what is given away."""

    id: int
    product: Ref | None
    text: str
    quantity: str
    unit: str
    per: int
    price: Amount
    list_price: Amount | None = None
    tax_rate: str
    amount: Amount
    is_option: bool
    needs_decision: bool


class QuoteShown(BaseModel):
    """One version of a quote. `amount` holds the tax. What is given away is absent where a role hides it."""

    id: int
    number: str
    revision: int
    title: str
    state: str
    party: Ref
    owner: Ref
    project: str
    terms: str
    shows_discount: bool
    valid_until: str
    amount: Amount
    net: Amount
    tax: Amount
    given_away: Amount | None = None
    sent_at: str | None
    answered_at: str | None
    answered_by: str
    created_at: str
    version: int


class WholeQuote(QuoteShown):
    """The quote with its lines."""

    lines: list[QuoteLineShown]
