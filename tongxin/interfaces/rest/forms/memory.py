"""Bodies and answers about facts: what is remembered of a party and its people."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import Body, Id, Line

Kind = Literal["likes", "taboo", "habit", "hobby", "usual", "family", "buysfor", "health", "date"]
Occasion = Literal["", "birthday", "wedding", "founding", "other"]
Confidence = Literal["sure", "likely", "guess"]


class YearlyGiven(Body):
    """A day that comes every year; without `day` some time in the month. `lunar`: by the Chinese lunar calendar, `leap`: in its leap month."""

    month: Annotated[int, Field(strict=True, ge=1, le=12)]
    day: Annotated[int | None, Field(strict=True, ge=1, le=31)] = None
    year: Annotated[int | None, Field(strict=True, ge=1800, le=2100)] = None
    lunar: bool = False
    leap: bool = False


class FactGiven(Body):
    """What can be said of a fact. `day` makes sense for important days and for what comes once."""

    text: Annotated[Line, Field(max_length=300)] = ""
    occasion: Occasion = ""
    day: YearlyGiven | None = None
    told_by: Annotated[Line, Field(max_length=80)] = ""
    confidence: Confidence = "sure"


class NewFact(FactGiven):
    """Something to remember of the party, or of somebody who works there (`about`)."""

    kind: Kind
    about: Id | None = None


class ChangedFact(FactGiven):
    """Only the keys that are sent are changed."""

    kind: Kind = "likes"


class YearlyShown(BaseModel):
    """A day of the year as it was said."""

    month: int
    day: int | None
    year: int | None
    lunar: bool
    leap: bool


class FactShown(BaseModel):
    """One fact. `state` is sure, fading or ask; `next_on` when its day comes next; `source` the record in which it was said, like activity:12."""

    id: int
    about: Ref
    kind: str
    text: str
    occasion: str
    day: YearlyShown | None
    next_on: date | None
    told_by: str
    source: str
    confidence: str
    state: str
    noted_by: Ref
    noted_at: datetime
    confirmed_by: Ref
    confirmed_at: datetime
    version: int
