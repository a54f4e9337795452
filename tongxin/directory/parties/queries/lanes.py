"""Groups of a list: which there are, what they are called, and how many rows each holds, without reading all rows."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tongxin.base.filters import FilterField
from tongxin.directory.parties.models import Party

MOST = 14
Value = Any  # Any: a column value


def counted(rows: QuerySet[Party], most: int) -> int:
    """How many rows there are, counted up to one more than `most`."""
    return rows.order_by().values("pk")[: most + 1].count()


def lane_of(field: FilterField, party: Party) -> Value:
    """The group of one row; empty texts and nothing are the same."""
    return getattr(party, field.path) or None


def lane_condition(field: FilterField, value: Value) -> Q:
    """The rows of one group."""
    if value is not None:
        return Q(**{field.path: value})
    empty = Q(**{f"{field.path}__isnull": True})
    return empty | Q(**{field.path: ""}) if field.kind in ("text", "choice") else empty


def lanes_in(field: FilterField, rows: QuerySet[Party]) -> list[Value]:
    """The first groups that have rows, in order, the empty one last."""
    kinds = rows.order_by(field.path).values_list(field.path, flat=True).distinct()
    values = list(kinds[: MOST + 2])
    found = [value for value in values if value not in (None, "")]
    if field.kind == "choice":
        found = [one for one in field.choices if one in found]
    has_empty = len(found) < len(values) or (
        len(values) == MOST + 2 and rows.filter(lane_condition(field, None)).exists()
    )
    return [*found[:MOST], None] if has_empty else found[:MOST]


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
