"""What a room allows to filter and sort by."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Model, QuerySet

from tongxin.base.filters.spans import COUNTED, NAMED
from tongxin.base.lazy import LazyText

Kind = Literal[
    "text", "number", "money", "date", "datetime", "choice", "person", "unit", "bool", "tag", "relation", "related"
]
Choices = Mapping[str, LazyText]

_STATE = ("empty", "filled")
_SAME = ("eq", "ne", "in")
_SIZE = ("lt", "le", "gt", "ge", "between")
_DAYS = (*COUNTED, *NAMED)
OPERATORS: dict[str, tuple[str, ...]] = {
    "text": (*_SAME, "contains", "starts", *_STATE),
    "number": (*_SAME, *_SIZE, *_STATE),
    "money": (*_SAME, *_SIZE, *_STATE),
    "date": ("eq", "ne", *_SIZE, *_DAYS, *_STATE),
    "datetime": ("eq", "ne", *_SIZE, *_DAYS, "past", "ahead", *_STATE),
    "choice": (*_SAME, *_STATE),
    "person": (*_SAME, "mine", "my_team", *_STATE),
    "unit": (*_SAME, *_STATE),
    "tag": (*_SAME, *_STATE),
    "relation": (*_SAME, *_STATE),
    "bool": ("eq",),
    "related": ("has", "has_no"),
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
class Kept:
    """Rows of another table that belong to the rows of a list: contacts, activities, values of a field that a firm made.

    `rows()` answers them, cut to what the reader may see; their column `link` is never empty and equals the column `of` in the
    list's row. `is_rare` says that few rows fit any condition: the database then finds these first, else it looks for each
    row of the list whether one fits. With `few` the database is asked first whether that many fit, and the answer decides: walking
    a million rows to find ten of them takes seconds, and so does collecting half a million to show eighty. Where only conditions on
    some parts of a relation are answered by an index, `found_by` names these, and the question is asked of them alone.
    """

    rows: Callable[[], QuerySet[Any]]  # Any: any model
    link: str
    of: str = "pk"
    is_rare: bool = False
    few: int = 0
    found_by: Collection[str] = ()

    def __post_init__(self) -> None:
        _check(self.link)
        _check(self.of)


@dataclass(frozen=True, kw_only=True)
class FilterField:
    """A field that lists may be filtered by. `path` leads to the column, over at most two hops.

    `rows` is the list's own model where the path leads to many rows (tags), so that no row is met twice. `named(ids)` answers
    names for numbers, as the reader may see them. `minor_digits` says that money is kept in whole cents (2) or the like.
    `kept` says that the column stands in another table; a list's row without a row there counts as empty. A field of kind
    `related` asks that there is such a row, or none, for which conditions on `parts` hold; it needs `kept` and no path.
    `fact` is the name by which field rights hide the field, where that is not the key. `options` answers what to offer to people,
    values with the words for them. `alike` answers all spellings of a text that mean the same. `said` holds sentences of the
    field's own for some operators. `groups` says that lists may be grouped by the field, because its values are few.
    """

    key: str
    label: LazyText
    kind: Kind
    path: str = ""
    choices: Choices = field(default_factory=dict)
    ops: Collection[str] = ()
    rows: type[Model] | None = None
    kept: Kept | None = None
    parts: Sequence["FilterField"] = ()
    named: Callable[[Collection[int]], Mapping[int, str]] | None = None
    options: Callable[[], Mapping[str, str]] | None = None
    alike: Callable[[str], Collection[str]] | None = None
    said: Choices = field(default_factory=dict)
    minor_digits: int = 0
    fact: str = ""
    groups: bool = False

    def __post_init__(self) -> None:
        if self.kind != "related":
            _check(self.path)
        elif self.path or self.kept is None or not self.parts:
            raise UnfitPath(f"{self.key!r} needs rows that are kept elsewhere, and fields of these")

    def is_hidden(self, hidden: Collection[str]) -> bool:
        """Whether field rights with these hidden names take the field away."""
        return self.key in hidden or self.fact in hidden

    @property
    def operators(self) -> tuple[str, ...]:
        """What may be asked of the field: what its kind knows, or the part of it that the room allows."""
        known = OPERATORS[self.kind]
        return tuple(op for op in known if op in self.ops) if self.ops else known


@dataclass(frozen=True, kw_only=True)
class SortField:
    """A field that lists may be sorted by. With `kept` the column stands in another table, in at most one row for each of the list."""

    key: str
    label: LazyText
    path: str
    kept: Kept | None = None
    fact: str = ""

    def __post_init__(self) -> None:
        _check(self.path)
