"""What a room allows to filter and sort by."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Model

from tongxin.base.lazy import LazyText

Kind = Literal["text", "number", "money", "date", "datetime", "choice", "person", "unit", "bool", "tag", "relation"]
Choices = Mapping[str, LazyText]

_STATE = ("empty", "filled")
_SAME = ("eq", "ne", "in")
_SIZE = ("lt", "le", "gt", "ge", "between")
_DAYS = ("today", "this_week", "this_month", "last_n_days", "next_n_days", "older_than_days")
OPERATORS: dict[str, tuple[str, ...]] = {
    "text": (*_SAME, "contains", "starts", *_STATE),
    "number": (*_SAME, *_SIZE, *_STATE),
    "money": (*_SAME, *_SIZE, *_STATE),
    "date": ("eq", "ne", *_SIZE, *_DAYS, *_STATE),
    "datetime": ("eq", "ne", *_SIZE, *_DAYS, *_STATE),
    "choice": (*_SAME, *_STATE),
    "person": (*_SAME, "mine", "my_team", *_STATE),
    "unit": (*_SAME, *_STATE),
    "tag": (*_SAME, *_STATE),
    "relation": (*_SAME, *_STATE),
    "bool": ("eq",),
}
NUMBERED = ("person", "unit", "tag", "relation")
_MOST_HOPS = 2


class UnfitPath(ValueError):
    """A room offers a field by a path that the filter language does not walk."""


def _check(path: str) -> None:
    parts = path.split("__")
    if len(parts) > _MOST_HOPS + 1 or not all(part.isidentifier() for part in parts):
        raise UnfitPath(f"{path!r} is not a path of at most {_MOST_HOPS} hops")


@dataclass(frozen=True, kw_only=True)
class FilterField:
    """A field that lists may be filtered by. `path` leads to the column, over at most two hops.

    `rows` is the list's own model where the path leads to many rows (tags), so that no row is met twice. `named(ids)` answers
    names for numbers, as the reader may see them. `minor_digits` says that money is kept in whole cents (2) or the like.
    """

    key: str
    label: LazyText
    path: str
    kind: Kind
    choices: Choices = field(default_factory=dict)
    ops: Collection[str] = ()
    rows: type[Model] | None = None
    named: Callable[[Collection[int]], Mapping[int, str]] | None = None
    minor_digits: int = 0

    def __post_init__(self) -> None:
        _check(self.path)

    @property
    def operators(self) -> tuple[str, ...]:
        """What may be asked of the field: what its kind knows, or the part of it that the room allows."""
        known = OPERATORS[self.kind]
        return tuple(op for op in known if op in self.ops) if self.ops else known


@dataclass(frozen=True, kw_only=True)
class SortField:
    """A field that lists may be sorted by."""

    key: str
    label: LazyText
    path: str

    def __post_init__(self) -> None:
        _check(self.path)
