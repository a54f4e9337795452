"""Bodies and questions about contracts, and what the answers look like."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.answers_of_deals import LineShown
from tongxin.interfaces.rest.forms.lines import NewSoldLine
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Custom, Day, Id, Line, Listing, Long, storable

State = Literal["draft", "asked", "approved", "sealed", "in_force", "ended", "terminated"]
Kind = Literal["sale", "framework", "service", "lease", "other"]


class NewContract(Body):
    """A customer is enough; it begins as a draft, in the words of the usual template. `amount` counts where there are no lines."""

    party: Id
    title: Annotated[Line, Field(max_length=200)] = ""
    kind: Kind = "sale"
    amount: Amount | None = None
    lines: Annotated[list[NewSoldLine], Field(max_length=500)] = []
    begins_on: Day | None = None
    ends_on: Day | None = None
    their_number: Annotated[Line, Field(max_length=60)] = ""
    project: Annotated[Line, Field(max_length=120)] = ""
    note: Long = ""
    custom: Custom = {}


class ChangedContract(Body):
    """Facts of a draft; `custom` also of one that holds."""

    title: Annotated[Line, Field(max_length=200)] | None = None
    kind: Kind | None = None
    amount: Amount | None = None
    begins_on: Day | None = None
    ends_on: Day | None = None
    their_number: Annotated[Line, Field(max_length=60)] | None = None
    project: Annotated[Line, Field(max_length=120)] | None = None
    note: Long | None = None
    custom: Custom = {}


Number = Annotated[str, Field(max_length=20, pattern=r"^\d+(\.\d+)?$", examples=["12"])]


class ContractDeed(Body):
    """What is done with a contract. `ask`: somebody decides whether it may be sealed (`why`). `seal`: our seal is on so many `copies`. `sign`: the
    customer signed (`on`). `plan`: a draft gets a milestone, `name` until `on`, worth a `share` or an `amount`. `reach`, `reopen`: the `milestone` is
    done, or is not after all. `amend`: what holds is to get another `ends_on`, `amount` or `quantities` by numbers of lines, or one clause
    more (`words`), and `why`. `renew`: the contract that follows; `renew_as_opportunity`: a deal to win it again. `terminate`: ended before its time (`why`)."""

    deed: Literal[
        "ask", "seal", "sign", "plan", "reach", "reopen", "amend", "renew", "renew_as_opportunity", "terminate"
    ]
    why: Annotated[Line, Field(max_length=300)] = ""
    copies: Annotated[int, Field(ge=1, le=99)] = 1
    on: Day | None = None
    name: Annotated[Line, Field(max_length=120)] = ""
    share: Annotated[str, Field(max_length=6, pattern=r"^(\d{1,3}(\.\d{1,2})?)?$")] = ""
    milestone: Id | None = None
    ends_on: Day | None = None
    amount: Amount | None = None
    quantities: Annotated[dict[Annotated[str, Field(pattern=r"^\d{1,18}$")], Number], Field(max_length=500)] = {}
    words: Annotated[Long, Field(max_length=5000)] = ""


class ContractsAsked(Listing):
    """Contracts, the newest first. Sorts: `-id` (as without), `id`, `ends_on`."""

    state: State | None = None
    kind: Kind | None = None
    party: AskedId | None = None
    owner: AskedId | None = None
    unit: AskedId | None = None
    number: Annotated[Line, Field(max_length=60)] | None = None
    q: Annotated[str, Field(max_length=100, description="words, numbers"), AfterValidator(storable)] = ""


class MilestoneShown(BaseModel):
    """`amount` is what of the contract hangs on it."""

    id: int
    name: str
    due_on: date
    share: str | None
    amount: Amount | None = None
    done_on: date | None


class ContractShown(BaseModel):
    """What a customer and we hold each other to; `unit` signs it. `lines`, `milestones`, the contract that it is
    `followed_by` and the opportunity of its `renewal` are absent in lists; amounts where they are hidden."""

    id: int
    number: str
    title: str
    kind: str
    party: Ref
    owner: Ref
    unit: Ref | None
    state: str
    amount: Amount | None = None
    begins_on: date | None
    ends_on: date | None
    signed_on: date | None
    their_number: str
    project: str
    copies: int
    revision: int
    followed_by: Ref | None = None
    renewal: Ref | None = None
    lines: list[LineShown] | None = None
    milestones: list[MilestoneShown] | None = None
    custom: dict[str, Any]  # Any: the firm's own fields
    created_at: datetime
    version: int
