"""Criteria: by what the lists of a kind of record can be filtered and sorted, and which columns they can show.

A room above or beside the one that owns the records adds to its lists here. Every function is asked again for each list, with
the person who reads: what is hidden from that person is absent from the answer, and what came or went since the start counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from tongxin.base.filters.fields import FilterField, SortField
from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """A column that a list can show and export.

    `cells(ids)` answers the plain text of each of a page's rows by the row's number, with one query or two for all of them;
    rows without a value are absent. `sort` is the key of a SortField. `is_figure` sets the column to the right.
    `edit(id)` is the address that answers an inline edit of the cell; without it the cell can only be read. `stands_for_a_fact`:
    it shows what is left of a fact which the person may not see whole, and goes wherever the fact would have gone.
    `adds(ids)` answers what the column adds up to over the records whose numbers the query `ids` finds, or nothing.
    """

    key: str
    label: LazyText
    cells: Callable[[Sequence[int]], Mapping[int, str]]
    sort: str = ""
    is_figure: bool = False
    edit: Callable[[int], str] | None = None
    stands_for_a_fact: bool = False
    adds: Callable[[QuerySet[Any]], str] | None = None  # Any: any model


def _no_fields(person: Any) -> Sequence[FilterField]:  # Any: the person type lives above
    return ()


def _no_orders(person: Any) -> Sequence[SortField]:  # Any: as above
    return ()


def _no_columns(person: Any) -> Sequence[ListColumn]:  # Any: as above
    return ()


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What one room adds to the lists of `subject`, a kind of record. `label` heads its fields where people choose."""

    subject: str
    label: LazyText
    fields: Callable[[Any], Sequence[FilterField]] = _no_fields  # Any: as above
    orders: Callable[[Any], Sequence[SortField]] = _no_orders  # Any: as above
    columns: Callable[[Any], Sequence[ListColumn]] = _no_columns  # Any: as above
    order: int = 50


criteria: Registry[Criteria] = Registry("criteria")


def criteria_of(subject: str) -> list[Criteria]:
    """What the rooms say of one kind of record, in order."""
    return sorted((one for one in criteria if one.subject == subject), key=lambda one: one.order)


def fields_of(subject: str, person: Any) -> list[FilterField]:  # Any: as above
    """By what this person may filter lists of `subject`. The first to take a key keeps it."""
    return _first((field.key, field) for one in criteria_of(subject) for field in one.fields(person))


def headed_fields_of(subject: str, person: Any) -> list[tuple[LazyText, list[FilterField]]]:  # Any: as above
    """The same, each room's under its label."""
    taken: set[str] = set()
    found = []
    for one in criteria_of(subject):
        fields = [field for field in one.fields(person) if field.key not in taken]
        taken.update(field.key for field in fields)
        if fields:
            found.append((one.label, fields))
    return found


def orders_of(subject: str, person: Any) -> list[SortField]:  # Any: as above
    """By what this person may sort lists of `subject`."""
    return _first((order.key, order) for one in criteria_of(subject) for order in one.orders(person))


def columns_of(subject: str, person: Any) -> list[ListColumn]:  # Any: as above
    """Which columns this person may see in lists of `subject`."""
    return _first((column.key, column) for one in criteria_of(subject) for column in one.columns(person))


def _first(named: Iterable[tuple[str, T]]) -> list[T]:
    kept: dict[str, T] = {}
    for key, one in named:
        kept.setdefault(key, one)
    return list(kept.values())
