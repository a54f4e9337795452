"""Bodies and answers about what somebody allows us."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Body, Day, Line

Purpose = Literal["marketing", "calls", "profiling", "sharing"]
Channel = Literal["any", "mail", "sms", "wechat", "phone"]
Deed = Literal["given", "withdrawn", "objected"]


class NewConsent(Body):
    """One more entry of the ledger. `source` is the form, call or contract it came with; `said_on` is today unless given."""

    purpose: Purpose
    channel: Channel = "any"
    deed: Deed
    source: Annotated[Line, Field(min_length=1, max_length=120)]
    evidence: Annotated[Line, Field(max_length=500)] = ""
    said_on: Day | None = None
    valid_until: Day | None = None


class ConsentShown(BaseModel):
    """One entry. `holds` tells whether it is the newest word on its purpose and way, `allows` whether it lets us today."""

    id: int
    purpose: str
    channel: str
    deed: str
    source: str
    evidence: str
    said_on: date
    valid_until: date | None
    holds: bool
    allows: bool
    noted_by: Ref | None
    noted_at: datetime
