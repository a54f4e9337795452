"""The numbers beside places: all that can be are counted in one statement, when the first is wanted."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.registries import places
from tongxin.collab.access.models import Reach, reach_of
from tongxin.collab.people.models import Person

_MOST = 100  # rows are counted no further: the frame says 99+


class _HowMany(Subquery):
    """How many rows there are, counted up to a hundred."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class Numbers:
    """What stands beside each place for one person, 0 where nothing is counted."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._alone: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        if name in self._together:
            return self._together[name]
        if name not in self._alone:
            place = places.find(name)
            self._alone[name] = place.count(self._person) if place and place.count else 0
        return self._alone[name]

    @cached_property
    def _together(self) -> dict[str, int]:
        """The numbers that one statement answers."""
        at = now()
        day = timezone.localdate(at).isoformat()
        found = next(iter(_counted(reach_of(self._person), self._person.pk, day, at)), None)
        known = dict(zip(_asked(), found or (), strict=False))
        return {name: known[name, False] for name in _counted_names() if not known.get((name, True))} if found else {}


def _counted_names() -> list[str]:
    return [name for name in places.names() if places.get(name).rows is not None]


def _asked() -> list[tuple[str, bool]]:
    """What is counted, in order: the rows of each place, and what makes its number less simple."""
    return [(name, False) for name in _counted_names()] + [
        (name, True) for name in _counted_names() if places.get(name).unless is not None
    ]


@prepared
def _counted(reach: Reach, person: int, day: str, at: datetime) -> QuerySet[Person, tuple[int, ...]]:
    columns: list[Any] = []  # Any: expressions
    for name, is_hindrance in _asked():
        place = places.get(name)
        rows = place.unless if is_hindrance else place.rows
        if rows is not None:
            columns.append(_HowMany(rows(reach, person, day, at).order_by().values("pk")[:_MOST]))
    return Person.objects.filter(pk=person).values_list(*columns)
