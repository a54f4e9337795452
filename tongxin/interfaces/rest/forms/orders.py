"""Bodies and questions about orders, and what the answers look like."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.answers_of_deals import LineShown
from tongxin.interfaces.rest.forms.lines import NewSoldLine
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Custom, Day, Id, Line, Listing, Long, storable

State = Literal["draft", "confirmed", "partly", "delivered", "cancelled"]


class NewOrder(Body):
    """A customer is enough; it begins as a draft."""

    party: Id
    lines: Annotated[list[NewSoldLine], Field(max_length=500)] = []
    title: Annotated[Line, Field(max_length=200)] = ""
    their_number: Annotated[Line, Field(max_length=60)] = ""
    wanted_on: Day | None = None
    ship_to: Annotated[Line, Field(max_length=300)] = ""
    project: Annotated[Line, Field(max_length=120)] = ""
    terms: Long = ""
    custom: Custom = {}


class ChangedOrder(Body):
    """Only the keys that are sent are changed: facts of a draft; `custom` also of one that holds."""

    title: Annotated[Line, Field(max_length=200)] = ""
    their_number: Annotated[Line, Field(max_length=60)] = ""
    wanted_on: Day | None = None
    ship_to: Annotated[Line, Field(max_length=300)] = ""
    project: Annotated[Line, Field(max_length=120)] = ""
    terms: Long = ""
    custom: Custom = {}


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


class OrderLineShown(LineShown):
    """One line, and how much of it was delivered."""

    delivered: str


class OrderShown(BaseModel):
    """What a customer ordered. `total` holds the tax; `opportunity` is the one it came from, by way of a quote."""

    id: int
    number: str
    title: str
    party: Ref
    owner: Ref
    opportunity: Ref | None
    state: str
    total: Amount
    received: Amount
    ordered_on: date
    wanted_on: date | None
    their_number: str
    ship_to: str
    project: str
    lines: list[OrderLineShown]
    custom: dict[str, Any]  # Any: the firm's own fields
    created_at: datetime
    version: int
