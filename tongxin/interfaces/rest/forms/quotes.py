"""Bodies and questions about quotes and special prices, and what the answers look like."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.answers_of_deals import LineShown
from tongxin.interfaces.rest.forms.lines import NewQuoteLine
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Custom, Day, Id, Line, Listing, Long, storable

State = Literal["draft", "sent", "accepted", "declined", "replaced"]
Currency = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]


class NewQuote(Body):
    """A customer is enough; the token's person owns it."""

    party: Id
    opportunity: Id | None = None
    title: Annotated[Line, Field(max_length=200)] = ""
    currency: Currency = ""
    valid_until: Day | None = None
    project: Annotated[Line, Field(max_length=120)] = ""
    terms: Long = ""
    shows_discount: bool = False
    lines: Annotated[list[NewQuoteLine], Field(max_length=500)] = []
    custom: Custom = {}


class ChangedQuote(Body):
    """Only the keys that are sent are changed. `state` sends a draft, or notes what the customer answered."""

    title: Annotated[Line, Field(min_length=1, max_length=200)] = ""
    valid_until: Day | None = None
    project: Annotated[Line, Field(max_length=120)] = ""
    terms: Long = ""
    shows_discount: bool = False
    state: Literal["sent", "accepted", "declined"] | None = None
    custom: Custom = {}


class QuotesAsked(Listing):
    """Quotes, the newest first; replaced versions too where `state` asks for them."""

    state: State | None = None
    owner: AskedId | None = None
    party: AskedId | None = None
    number: Annotated[Line, Field(max_length=30)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, pinyin, number"), AfterValidator(storable)] = ""


class QuoteLineShown(LineShown):
    """`needs_decision`: its price has to be decided on before the quote goes out."""

    is_option: bool
    needs_decision: bool


class QuoteShown(BaseModel):
    """One version of a quote. `total` holds the tax. What is given away is absent where a role hides it."""

    id: int
    number: str
    revision: int
    title: str
    state: str
    party: Ref
    opportunity: Ref | None
    owner: Ref
    project: str
    terms: str
    shows_discount: bool
    valid_until: str
    lines: list[QuoteLineShown]
    custom: dict[str, Any]  # Any: the firm's own fields
    total: Amount
    net: Amount
    tax: Amount
    given_away: Amount | None = None
    sent_at: str | None
    answered_at: str | None
    answered_by: str
    created_at: str
    version: int


class NewSpecialPrice(Body):
    """One decision on all lines of the quote whose price needs one. `until`: how long the price is to hold, as long as the quote without;
    `competitor_price` is what the `competitor` takes."""

    reason: Literal["competitor", "volume", "first", "project", "keep"]
    why: Annotated[Line, Field(min_length=1, max_length=500)]
    until: Day | None = None
    competitor: Annotated[Line, Field(max_length=120)] = ""
    competitor_price: Amount | None = None
    payment: Annotated[Line, Field(max_length=120)] = ""


class SpecialPricesAsked(Listing):
    """Special prices, the newest first."""

    state: Literal["asked", "agreed", "refused"] | None = None
    party: AskedId | None = None


class SpecialLineShown(BaseModel):
    """`price` is what is asked for, or what was agreed; both prices are for `per` of `unit`. `left` is what of the agreed quantity is to be
    ordered still."""

    product: Ref
    quantity: str
    unit: str
    per: int
    list_price: Amount | None = None
    price: Amount
    left: str | None


class SpecialPriceShown(BaseModel):
    """A price that somebody asked for: several products are decided as one. `approval` says who holds it."""

    id: int
    quote: Ref | None
    party: Ref
    lines: list[SpecialLineShown]
    reason: str
    why: str
    competitor: str
    competitor_price: Amount | None
    state: str
    approval: int | None
    asked_by: Ref
    asked_at: str
    until: str
