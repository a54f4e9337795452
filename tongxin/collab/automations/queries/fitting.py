"""Of which records the conditions of a rule hold, asked with the rights of the person in whose name it acts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from tongxin.base.filters import FilterField, compile_filter
from tongxin.base.filters.showing import Headed
from tongxin.base.registries import fields_of
from tongxin.base.registries.criteria import headed_fields_of
from tongxin.collab.access.policies import hidden_with
from tongxin.collab.automations.definition import Definition, Json
from tongxin.collab.org.queries import everyone_under
from tongxin.collab.people.models import Person
from tongxin.collab.views.queries import list_kinds

Rows = QuerySet[Any]  # Any: the model of the kind


class Fit(NamedTuple):
    """Whether a record is in sight, and for each condition whether it holds."""

    is_seen: bool
    parts: list[bool]

    @property
    def holds(self) -> bool:
        """Whether the rule acts."""
        return self.is_seen and all(self.parts)


def asked_fields(person: Person, kind: str) -> list[FilterField]:
    """By what this person may ask."""
    hidden = hidden_with(person, kind)
    return [field for field in fields_of(kind, person) if not field.is_hidden(hidden)]


def headed_fields(person: Person, kind: str) -> Headed:
    """The same under the names of their rooms."""
    hidden = hidden_with(person, kind)
    found = [
        (label, [one for one in fields if not one.is_hidden(hidden)])
        for label, fields in headed_fields_of(kind, person)
    ]
    return [(label, fields) for label, fields in found if fields]


def rows_seen(person: Person, kind: str) -> Rows:
    """Records of the kind within the person's sight."""
    return list_kinds.get(kind).rows(person)


def condition(person: Person, kind: str, filter: Json, now: datetime) -> Q:
    """A filter as this person asks it. Raises BadFilter."""
    return compile_filter(
        filter, asked_fields(person, kind), person=person, now=now, team=lambda: everyone_under(person)
    )


def rows_fitting(person: Person, kind: str, filter: Json, now: datetime) -> Rows:
    """Records in sight of which the filter holds. Raises BadFilter."""
    return rows_seen(person, kind).filter(condition(person, kind, filter, now))


def fitting(person: Person, kind: str, said: Definition, number: int, now: datetime) -> Fit:
    """How one record stands to the conditions. Raises BadFilter."""
    one = rows_seen(person, kind).filter(pk=number)
    if one.filter(condition(person, kind, said.filter, now)).exists():
        return Fit(True, [True] * len(said.parts))
    if not one.exists():
        return Fit(False, [])
    return Fit(True, [one.filter(condition(person, kind, part, now)).exists() for part in said.parts])


def fitting_among(person: Person, kind: str, filter: Json, numbers: Sequence[int], now: datetime) -> set[int]:
    """Those of the records of which the filter holds. Raises BadFilter."""
    return set(rows_fitting(person, kind, filter, now).filter(pk__in=numbers).values_list("pk", flat=True))
