"""The kinds of value that bodies and query strings hold."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from tongxin.interfaces.rest.queries.lists import Asked

MOST = 2**63 - 1
_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\d")


def storable(text: str) -> str:
    """PostgreSQL keeps no NUL, and nobody means one."""
    if "\0" in text:
        raise PydanticCustomError("nul", "NUL")
    return text


def _near(at: date) -> date:
    """Instants at the ends of the calendar can't be told in every time zone."""
    if not 1800 < at.year < 2300:
        raise PydanticCustomError("far", "far")
    return at


def _near_instant(at: datetime) -> datetime:
    _near(at)
    return at


def _written_day(value: object) -> object:
    """A number is no day, though it could be read as seconds of an old clock."""
    if not (isinstance(value, str) and _WRITTEN.match(value)):
        raise PydanticCustomError("date_type", "date")
    return value


def _written_instant(value: object) -> object:
    if not (isinstance(value, str) and _WRITTEN.match(value)):
        raise PydanticCustomError("datetime_type", "datetime")
    return value


Day = Annotated[date, Field(strict=False), BeforeValidator(_written_day), AfterValidator(_near)]
Instant = Annotated[
    AwareDatetime, Field(strict=False), BeforeValidator(_written_instant), AfterValidator(_near_instant)
]
Line = Annotated[str, Field(max_length=500), AfterValidator(storable)]
Long = Annotated[str, Field(max_length=100_000), AfterValidator(storable)]
Lines = Annotated[list[Line], Field(max_length=50)]
Id = Annotated[int, Field(strict=True, ge=1, le=MOST)]
Ids = Annotated[list[Id], Field(max_length=100)]
Custom = Annotated[
    dict[str, Any],  # Any: each field of the firm has its own kind of value, checked by its definition
    Field(max_length=200, description="the firm's own fields by key; only the keys that are sent are changed"),
]
AskedId = Annotated[int, Field(ge=1, le=MOST)]


class Body(BaseModel):
    """What somebody sends. Keys that are not listed are refused by name, and a value is of its type: "1" is no number, "yes" not true."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def given(self) -> dict[str, Any]:  # Any: checked JSON values
        """Only what was sent: a key that is absent changes nothing."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Amount(Body):
    """Money: an exact decimal as text and an ISO 4217 currency."""

    amount: Annotated[str, Field(max_length=30, pattern=r"^-?\d+(\.\d+)?$", examples=["4180.00"])]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["CNY"])]


class Listing(BaseModel):
    """What every list can be asked for. Fields that subclasses add are equality filters."""

    limit: Annotated[int, Field(ge=1, le=200, description="rows of a page")] = 50
    after: Annotated[str, Field(max_length=4000, description="`next` of the page before")] = ""
    sort: Annotated[str, Field(max_length=60, description="a field, with - in front: from the end")] = ""

    def question(self) -> Asked:
        """The same without the words of this floor."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        plain = {name: given.pop(name) for name in Asked._fields if name in given}
        return Asked(**plain, equal=given)


class Filtering(Listing):
    """Lists that the saved-view language knows."""

    filter: Annotated[
        str, Field(max_length=10_000, description="saved-view language, as JSON"), AfterValidator(storable)
    ] = ""


class Searching(Filtering):
    """Lists that the search index knows too."""

    q: Annotated[
        str, Field(max_length=100, description="words, pinyin, initials, digits"), AfterValidator(storable)
    ] = ""
