"""Bodies and questions about opportunities."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.lines import NewSoldLine
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Custom, Day, Id, Line, Listing, Long, storable

Percent = Annotated[int | None, Field(strict=True, ge=0, le=100)]
State = Literal["open", "won", "lost"]


class Competitor(Body):
    """Who else wants it. `price` is in the deal's currency; `standing` is how they stand against us, `won` on lost deals alone."""

    name: Annotated[Line, Field(max_length=120)]
    price: Amount | None = None
    standing: Literal["", "ahead", "level", "behind", "out", "won"] = ""
    strengths: Line = ""
    weaknesses: Line = ""
    note: Annotated[str, Field(max_length=1000), AfterValidator(storable)] = ""


class OpportunityFacts(Body):
    """`competitors` is the whole list: who is on it by name is changed in what is sent, who isn't sent is taken out. `competitor` says
    the same by names alone, with 、 between them, and takes nobody out of whom more is known; send one or the other. `close_on` is when it is expected to close. Another stage moves it and brings the stage's probability along."""

    party: Id | None = None
    stage: Id | None = None
    amount: Amount | None = None
    probability: Percent = None
    close_on: Day | None = None
    owner: Id | None = None
    source: Annotated[Line, Field(max_length=80)] = ""
    product: Annotated[Line, Field(max_length=120)] = ""
    competitor: Annotated[str, Field(max_length=2500), AfterValidator(storable)] = ""
    competitors: Annotated[list[Competitor], Field(max_length=20)] = []
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
    """How it ended. Lost needs a reason; `competitor` is who won it, one of the list or a new name, `competitor_price` what they ask, in the
    deal's currency (as the list says without it); `amount` is what it was won for, when that is another than was thought."""

    state: State
    reason: Id | None = None
    competitor: Annotated[Line, Field(max_length=120)] = ""
    competitor_price: Amount | None = None
    amount: Amount | None = None
    on: Day | None = None


class OpportunitiesAsked(Listing):
    """Open ones unless `state` says otherwise. Sorts: `close_on` (as without), `id`."""

    state: State = "open"
    competitor: Annotated[Line, Field(max_length=120, description="one of its competitors")] | None = None
    lost_to: Annotated[Line, Field(max_length=120, description="who won it")] | None = None
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
