"""Bodies and questions about contracts, and what the answers look like."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.orders import NewOrderLine
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Day, Id, Line, Listing, Long, storable

State = Literal["draft", "asked", "approved", "sealed", "in_force", "ended", "terminated"]
Kind = Literal["sale", "framework", "service", "lease", "other"]


class NewContract(Body):
    """A customer is enough; it begins as a draft, in the words of the usual template. `amount` counts where there are no lines."""

    party: Id
    title: Annotated[Line, Field(max_length=200)] = ""
    kind: Kind = "sale"
    amount: Amount | None = None
    lines: Annotated[list[NewOrderLine], Field(max_length=500)] = []
    begins_on: Day | None = None
    ends_on: Day | None = None
    their_number: Annotated[Line, Field(max_length=60)] = ""
    project: Annotated[Line, Field(max_length=120)] = ""
    note: Long = ""


class ChangedContract(Body):
    """Facts of a draft."""

    title: Annotated[Line, Field(max_length=200)] | None = None
    kind: Kind | None = None
    amount: Amount | None = None
    begins_on: Day | None = None
    ends_on: Day | None = None
    their_number: Annotated[Line, Field(max_length=60)] | None = None
    project: Annotated[Line, Field(max_length=120)] | None = None
    note: Long | None = None


class ContractsAsked(Listing):
    """Contracts, the newest first. Sorts: `-id` (as without), `id`, `ends_on`."""

    state: State | None = None
    kind: Kind | None = None
    party: AskedId | None = None
    owner: AskedId | None = None
    number: Annotated[Line, Field(max_length=60)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, numbers"), AfterValidator(storable)] = ""


class ContractLineShown(BaseModel):
    """One line; its price is for `per` of its unit."""

    product: Ref | None
    text: str
    quantity: str
    unit: str
    price: Amount
    per: int
    discount: str
    amount: Amount


class MilestoneShown(BaseModel):
    """`amount` is what of the contract hangs on it."""

    id: int
    name: str
    due_on: date
    share: str | None
    amount: Amount | None = None
    done_on: date | None


class ContractShown(BaseModel):
    """What a customer and we hold each other to. `lines` and `milestones` are absent in lists; amounts where they are hidden."""

    id: int
    number: str
    title: str
    kind: str
    party: Ref
    owner: Ref
    state: str
    amount: Amount | None = None
    begins_on: date | None
    ends_on: date | None
    signed_on: date | None
    their_number: str
    project: str
    copies: int
    lines: list[ContractLineShown] | None = None
    milestones: list[MilestoneShown] | None = None
    created_at: datetime
    version: int
