"""Groups of a list: which there are, what they are called, and how many rows each holds, without reading all rows."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tongxin.base.filters import FilterField
from tongxin.base.filters.fields import NUMBERED
from tongxin.base.filters.steering import are_few, has_row, is_indexed, is_led
from tongxin.collab.views.queries.kinds import Rows

MOST = 14
# So many values are read and told apart within a tenth of a second.
_TALLIED = 60_000
# So many values are each looked for.
_VALUES = 40
Value = Any  # Any: a column value


def counted(rows: Rows, most: int) -> int:
    """How many rows there are, counted up to one more than `most`."""
    return rows.order_by().values("pk")[: most + 1].count()


def held(row: Any, path: str) -> Value:  # Any: a row
    """What a row holds at the end of a path."""
    for name in path.split("__"):
        row = None if row is None else getattr(row, name)
    return row


def lane_of(field: FilterField, row: Any) -> Value:  # Any: as above
    """The group of one row; empty texts and nothing are the same."""
    return held(row, field.path) or None


def lane_condition(field: FilterField, value: Value) -> Q:
    """The rows of one group."""
    # Columns of text hold no null; asking for both would lead by two indexes and sort.
    if value is None and field.kind not in ("text", "choice"):
        return Q(**{f"{field.path}__isnull": True})
    return Q(**{field.path: "" if value is None else value})


def tally(field: FilterField, rows: Rows) -> dict[Value, int] | None:
    """How many rows each group holds, by one look at all of them; None where they are too many for that."""
    values = list(rows.order_by().values_list(field.path, flat=True)[: _TALLIED + 1])
    return Counter(value or None for value in values) if len(values) <= _TALLIED else None


def lanes_of(field: FilterField, counts: Mapping[Value, int]) -> list[Value]:
    """The first groups of a tally, in order, the empty one last."""
    filled = [value for value in counts if value is not None]
    found = [one for one in field.choices if one in counts] if field.choices else sorted(filled)
    return [*found[:MOST], None] if None in counts else found[:MOST]


def lanes_in(field: FilterField, rows: Rows) -> list[Value]:
    """The first groups that have rows, in order, the empty one last."""
    if field.choices:
        found: list[Value] = [one for one in field.choices if _filled(field, rows, one)]
    else:
        found = list(_steps(field, rows)) if is_indexed(rows.model, field.path) else _distinct(field, rows)
    return [*found[:MOST], None] if _filled(field, rows, None) else found[:MOST]


def _filled(field: FilterField, rows: Rows, value: Value) -> bool:
    return has_row(rows.filter(lane_condition(field, value)), field.path)


def lanes_by_ways(field: FilterField, every: Rows, ways: Sequence[Rows]) -> list[Value] | None:
    """The same for who sees a part of all: which values there are at all, and by some way for the reader. A walk through the rows of
    a value that the reader sees nothing of reads them all. None where no index answers that, or there are too many values."""
    if not is_led(every.model, ("unit", field.path)):
        return None
    known = list(_steps(field, every, _VALUES + 1))
    if len(known) > _VALUES:
        return None
    parts = [_Way(field, way) for way in ways]
    found = [value for value in known if any(part.holds(value) for part in parts)]
    has_empty = _filled(field, every, None) and any(part.holds(None) for part in parts)
    return [*found[:MOST], None] if has_empty else found[:MOST]


class _Way:
    """One way that opens rows to the reader, asked only where those before it hold nothing. Few rows are looked through once; among many
    the value leads, or both together."""

    def __init__(self, field: FilterField, rows: Rows) -> None:
        self.field, self.rows = field, rows

    @cached_property
    def values(self) -> set[Value] | None:
        """The values in few rows; None where there are many."""
        values = self.rows.order_by().values_list(self.field.path, flat=True)
        return {value or None for value in values} if are_few(self.rows) else None

    def holds(self, value: Value) -> bool:
        """Whether a row has the value."""
        if self.values is not None:
            return value in self.values
        return self.rows.filter(lane_condition(self.field, value)).exists()


def _steps(field: FilterField, rows: Rows, most: int = MOST) -> Iterator[Value]:
    """Each value by itself, the next one after the last: the index leads straight there, where distinct values are read from
    all rows."""
    last: Value = 0 if field.kind in NUMBERED else ""
    for _number in range(most):
        further = rows.filter(**{f"{field.path}__gt": last}).order_by(field.path)
        last = further.values_list(field.path, flat=True).first()
        if last is None:
            return
        yield last


def _distinct(field: FilterField, rows: Rows) -> list[Value]:
    values = rows.order_by(field.path).values_list(field.path, flat=True).distinct()
    return [value for value in values[: MOST + 2] if value not in (None, "")]


def lane_titles(field: FilterField, values: Sequence[Value]) -> dict[Value, str]:
    """What the groups are called."""
    filled = [value for value in values if value is not None]
    named = _named(field, filled)
    return {value: named.get(value) or _("(empty)") if value is not None else _("(empty)") for value in values}


def _named(field: FilterField, values: Collection[Value]) -> dict[Value, str]:
    if field.named is not None:
        return dict(field.named(values))
    return {value: str(field.choices.get(value, value)) for value in values}


def lane_filter(field: FilterField, value: Value) -> dict[str, Any]:  # Any: JSON
    """The group as a condition of the language."""
    if value is None:
        return {"field": field.key, "op": "empty"}
    return {"field": field.key, "op": "eq", "value": value}
