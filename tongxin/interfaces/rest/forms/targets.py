"""Bodies and questions about targets, and what the answers look like."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from tongxin.interfaces.rest.forms.answers import Ref
from tongxin.interfaces.rest.forms.values import AskedId, Body, Day, Id, Line, Listing, storable

Figure = Annotated[str, Field(max_length=20, pattern=r"^\d+(\.\d+)?$", examples=["3200000.00"])]
Product = Annotated[Line, Field(max_length=120)]


class NewTarget(Body):
    """For a unit or a person, in the period that begins on the first day of a month, quarter or year; null takes the target away."""

    unit: Id | None = None
    person: Id | None = None
    begins_on: Day
    period: Literal["month", "quarter", "year"] = "quarter"
    value: Figure | None


class NewTargets(Body):
    """Of one measure, all or none; amounts of money in the firm's currency unless another is named."""

    measure: Annotated[Line, Field(max_length=40)] = "won"
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    product: Product = ""
    targets: Annotated[list[NewTarget], Field(min_length=1, max_length=500)]


class ChangedTarget(Body):
    """Another value; null takes the target away."""

    value: Figure | None


class TargetsAsked(Listing):
    """Targets, in the order of their periods. Sorts: `begins_on` (as without), `id`."""

    measure: Annotated[str, Field(max_length=40), AfterValidator(storable)] | None = None
    unit: AskedId | None = None
    person: AskedId | None = None
    product: Annotated[str, Field(max_length=120), AfterValidator(storable)] | None = None
    year: Annotated[int, Field(ge=1900, le=2200)] | None = None


class TargetShown(BaseModel):
    """`value` and what is `done` are amounts of `currency`, or pieces where it is empty. It ends on the day before `ends_on`."""

    id: int
    measure: str
    unit: Ref | None
    person: Ref | None
    product: str
    begins_on: date
    ends_on: date
    value: str
    done: str
    percent: int
    currency: str
    version: int
