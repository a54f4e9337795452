"""Writing facts."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from tongxin.base.dates.yearly import InvalidYearlyDay, YearlyDay
from tongxin.collab.people.models import Person
from tongxin.directory.memory.actions import correct_fact, note_fact
from tongxin.directory.memory.models import Fact
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.actions.parties import known_party

Values = Mapping[str, Any]  # Any: checked JSON values


def _ready(values: Values) -> dict[str, Any]:  # Any: arguments of the verbs
    ready = dict(values)
    if given := ready.get("day"):
        try:
            ready["day"] = YearlyDay(given.month, given.day, given.year, given.lunar, given.leap)
        except InvalidYearlyDay as error:
            raise ValidationError({"day": str(error)}) from error
    return ready


def add_fact(*, by: Person, party: Party, values: Values) -> Fact:
    """Remember something of a party, or of somebody there. Raises MayNotRemember, ValidationError."""
    ready = _ready(values)
    about = ready.pop("about", None)
    return note_fact(by=by, party=known_party(by, about, field="about") if about else party, customer=party, **ready)


def change_fact(*, by: Person, fact: Fact, version: int, values: Values) -> Fact:
    """Put it right, on the version that the writer knows. Raises NotYours, ChangedMeanwhile, ValidationError."""
    return correct_fact(by=by, fact=fact, version=version, **_ready(values))
