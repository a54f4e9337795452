"""Bodies and questions about opportunities."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.lines import NewSoldLine
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Custom, Day, Id, Line, Listing, Long, storable

Percent = Annotated[int | None, Field(strict=True, ge=0, le=100)]
State = Literal["open", "won", "lost"]


class OpportunityFacts(Body):
    """`close_on` is when it is expected to close. Another stage moves it and brings the stage's probability along."""

    party: Id | None = None
    stage: Id | None = None
    amount: Amount | None = None
    probability: Percent = None
    close_on: Day | None = None
    owner: Id | None = None
    source: Annotated[Line, Field(max_length=80)] = ""
    product: Annotated[Line, Field(max_length=120)] = ""
    competitor: Annotated[Line, Field(max_length=120)] = ""
    external_id: Annotated[Line, Field(max_length=80)] = ""
    note: Long = ""
    custom: Custom = {}


class NewOpportunity(OpportunityFacts):
    """Without a stage it begins in the first one; without an owner it is the token's person's."""

    name: Annotated[Line, Field(max_length=200)]
    next_step: Line = ""
    next_on: Day | None = None
    lines: Annotated[list[NewSoldLine], Field(max_length=500, description="what they come to becomes the amount")] = []


class ChangedOpportunity(OpportunityFacts):
    """Only the keys that are sent are changed."""

    name: Annotated[Line, Field(max_length=200)] = ""


class Ended(Body):
    """How it ended. Lost needs a reason; `amount` is what it was won for, when that is another than was thought."""

    state: State
    reason: Id | None = None
    competitor: Annotated[Line, Field(max_length=120)] = ""
    amount: Amount | None = None
    on: Day | None = None


class OpportunitiesAsked(Listing):
    """Open ones unless `state` says otherwise. Sorts: `close_on` (as without), `id`."""

    state: State = "open"
    owner: AskedId | None = None
    party: AskedId | None = None
    stage: AskedId | None = None
    pipeline: AskedId | None = None
    external_id: Annotated[Line, Field(max_length=80)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, pinyin, initials"), AfterValidator(storable)] = ""


class TotalsAsked(BaseModel):
    """Of which pipeline; of the first one without it."""

    pipeline: AskedId | None = None


class WonAsked(BaseModel):
    """Won in which year, by month or quarter; in the currency in which most was won unless another is named."""

    year: Annotated[int, Field(ge=1900, le=2200)]
    by: Literal["month", "quarter"] = "quarter"
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
