"""What the answers about opportunities and lines of documents look like."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Amount


class LineShown(BaseModel):
    """`price` and `list_price` are for `per` of `unit`, `discount` goes off `price`, in per cent; `given_away` is how much less the line comes
    to than at the list price. Where a role hides what is given away, `list_price`, `discount` and `given_away` are absent and `price` is what
    is left of it. `list_price` is null where no price list knows the product."""

    id: int
    product: Ref | None
    text: str
    quantity: str
    unit: str
    per: int
    list_price: Amount | None = None
    price: Amount
    discount: str | None = None
    given_away: Amount | None = None
    tax_rate: str
    amount: Amount


class CompetitorShown(BaseModel):
    """Who else wants a deal. `price` is absent where a role hides it."""

    id: int
    name: str
    price: Amount | None = None
    standing: str
    strengths: str
    weaknesses: str
    note: str


class Opportunity(BaseModel):
    """What a customer may buy. `competitor` holds the names of `competitors`. `lines` are absent where a role hides the amount."""

    id: int
    name: str
    party: Ref | None
    pipeline: Ref
    stage: Ref
    state: str
    amount: Amount | None = None
    lines: list[LineShown] | None = None
    probability: int | None = None
    close_on: date | None = None
    owner: Ref
    next_step: str | None = None
    next_on: date | None = None
    source: str | None = None
    product: str | None = None
    competitor: str | None = None
    competitors: list[CompetitorShown] | None = None
    lost_reason: Ref | None = None
    external_id: str | None = None
    note: str | None = None
    custom: dict[str, Any]  # Any: the firm's own fields
    stage_since: datetime
    created_at: datetime
    version: int


class StageTotal(BaseModel):
    """What is open in one stage; a currency each."""

    stage: Ref
    count: int
    amounts: list[Amount]
    weighted: list[Amount]


class Won(BaseModel):
    """What one person won in the period that begins on `from`."""

    owner: Ref
    begins: date = Field(alias="from")
    count: int
    amount: Amount
