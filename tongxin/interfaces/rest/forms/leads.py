"""Bodies and questions about leads, and what the answers look like."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Amount, AskedId, Body, Day, Id, Line, Long, Searching

State = Literal["new", "working", "converted", "dropped"]
Short = Annotated[Line, Field(max_length=80)]


class LeadFacts(Body):
    """`name` is the person's, `company` whom they work for. `source` is one of `/leads/sources`."""

    name: Short = ""
    company: Annotated[Line, Field(max_length=200)] = ""
    title: Short = ""
    phone: Annotated[Line, Field(max_length=40)] = ""
    email: Annotated[Line, Field(max_length=254)] = ""
    wechat: Short = ""
    city: Short = ""
    about: Annotated[Long, Field(max_length=4000)] = ""
    source: Id | None = None


class NewLead(LeadFacts):
    """A name or a company is enough; without an owner the rules of assignment find one."""

    owner: Id | None = None


class ChangedLead(LeadFacts):
    """Only the keys that are sent are changed."""


class Conversion(Body):
    """Into the customer `into`, or a new one; `opportunity` is what they may buy, none without it."""

    into: Id | None = None
    opportunity: Annotated[Line, Field(max_length=200)] = ""
    amount: Amount | None = None
    close_on: Day | None = None
    next_step: Line = ""
    next_on: Day | None = None


class LeadDeed(Body):
    """What is done with a lead. `take`: one that nobody has. `assign`: to the `owner`. `answer`: what was said (`text`); the first time keeps the
    promise of an answer. `drop`: nothing will come of it, and `why`. `reopen`: taken up again."""

    deed: Literal["take", "assign", "answer", "drop", "reopen"]
    owner: Id | None = None
    text: Annotated[Long, Field(max_length=4000)] = ""
    kind: Literal["call", "visit", "meeting", "message", "email", "note"] = "call"
    why: Annotated[Line, Field(max_length=200)] = ""


class LeadsAsked(Searching):
    """Leads, the newest first. Sorts: `-id` (as without), `id`, `respond_by`, `came_at`."""

    state: State | None = None
    source: AskedId | None = None
    owner: AskedId | None = None


class SourceShown(BaseModel):
    """Where leads come from, and within how many working hours they are answered."""

    id: int
    name: str
    hours: int


class LeadShown(BaseModel):
    """Somebody shows interest. What became of it is null where the reader may not see it."""

    id: int
    name: str
    company: str
    title: str
    phone: str
    email: str
    wechat: str
    city: str
    about: str
    source: Ref | None
    state: str
    owner: Ref | None
    came_at: datetime
    respond_by: datetime
    responded_at: datetime | None
    why_dropped: str
    party: Ref | None
    contact: Ref | None
    opportunity: Ref | None
    version: int
