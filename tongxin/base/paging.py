"""Keyset paging: a page begins after the last row of the page before, so page 10,000 costs what page 1 costs.

Empty values stand last. When the first key of the order may be empty, filled and empty rows are read as two lists one after
the other: each is one range of a plain index, which `NULLS LAST` is not on every database.
"""

import base64
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.utils.translation import gettext as _

M = TypeVar("M", bound=Model)
Value = str | int | float | bool | date | None
_LONGEST_CURSOR = 4_000


class BadCursor(ValueError):
    """The text is not a cursor of this list."""


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows and how to go on. `next` and `previous` are cursors, or None at the ends."""

    rows: list[M]
    next: str | None
    previous: str | None


@dataclass(frozen=True)
class _Key:
    """One key of the order. `field` is None for annotations, which may be empty."""

    name: str
    falls: bool
    field: "Field[Any, Any] | None"  # Any: column types
    empty_last: bool = True

    @property
    def may_be_empty(self) -> bool:
        return self.field is None or self.field.null or "__" in self.name

    def turned(self) -> "_Key":
        return replace(self, falls=not self.falls, empty_last=not self.empty_last)


def page_of(rows: QuerySet[M], *, order: Sequence[str], size: int, cursor: str = "") -> Page[M]:
    """One page of `rows` in `order`, whose last key must be unique. Raises BadCursor."""
    keys = [_key(rows.model, key) for key in order]
    if not cursor:
        found = _read(rows, keys, None, size + 1)
        return Page(found[:size], _encode(found[size - 1], order, keys) if len(found) > size else None, None)
    backwards, values = _decode(cursor, order, keys)
    found = _read(rows, [key.turned() for key in keys] if backwards else keys, values, size + 1)
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    return Page(
        shown,
        _encode(shown[-1], order, keys) if shown and (more or backwards) else None,
        _encode(shown[0], order, keys, backwards=True) if shown and (more or not backwards) else None,
    )


def _key(model: type[Model], text: str) -> _Key:
    name = text.removeprefix("-")
    field: Any = None  # Any: fields and relations
    try:
        for part in name.split("__"):
            of = field.related_model if field is not None else model
            field = of._meta.pk if part == "pk" else of._meta.get_field(part)
    except FieldDoesNotExist:
        field = None
    return _Key(name=name, falls=text.startswith("-"), field=field)


def _read(rows: QuerySet[M], keys: list[_Key], values: Sequence[Value] | None, count: int) -> list[M]:
    """Up to `count` rows behind `values`, or from the beginning."""
    first = keys[0]
    if not first.may_be_empty:
        return list(_ordered(rows, keys, values)[:count])
    found: list[M] = []
    parts = [False, True] if first.empty_last else [True, False]
    if values is not None and (values[0] is None) == parts[1]:
        del parts[0]
    for is_empty in parts:
        part = rows.filter(**{f"{first.name}__isnull": is_empty})
        begin = values if values is not None and (values[0] is None) == is_empty else None
        found += _ordered(part, keys, begin)[: count - len(found)]
        if len(found) == count:
            break
    return found


def _ordered(rows: QuerySet[M], keys: list[_Key], values: Sequence[Value] | None) -> QuerySet[M]:
    """The rows of one part. Its first key is a plain column, so that the order is exactly that of the index."""
    others = [_order(key) if key.may_be_empty else ("-" if key.falls else "") + key.name for key in keys[1:]]
    rows = rows.order_by(("-" if keys[0].falls else "") + keys[0].name, *others)
    if values is None:
        return rows
    if values[0] is None:
        return rows.filter(_behind(keys[1:], values[1:]))
    # The first key's range once more on its own: there the database enters the index.
    bound = Q(**{f"{keys[0].name}__{'lte' if keys[0].falls else 'gte'}": values[0]})
    return rows.filter(bound & _behind([replace(keys[0], empty_last=False), *keys[1:]], values))


def _order(key: _Key) -> Any:  # Any: order expressions
    side: dict[str, bool] = {"nulls_last" if key.empty_last else "nulls_first": True}
    return F(key.name).desc(**side) if key.falls else F(key.name).asc(**side)


def _behind(keys: Sequence[_Key], values: Sequence[Value]) -> Q:
    """Rows strictly behind `values`: equal up to some key and further at that one."""
    ways = [Q(pk__in=[])]
    equal = Q()
    for key, value in zip(keys, values, strict=True):
        empty = Q(**{f"{key.name}__isnull": True})
        if value is None:
            if not key.empty_last:
                ways.append(equal & ~empty)
            equal &= empty
            continue
        further = Q(**{f"{key.name}__{'lt' if key.falls else 'gt'}": value})
        ways.append(equal & (further | empty if key.may_be_empty and key.empty_last else further))
        equal &= Q(**{key.name: value})
    return reduce(or_, ways)


def _encode(row: Model, order: Sequence[str], keys: Sequence[_Key], *, backwards: bool = False) -> str:
    values = [_value(row, key.name) for key in keys]
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    text = json.dumps([backwards, list(order), plain], default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:  # Any: rows and column values
    for part in name.split("__"):
        row = None if row is None else getattr(row, part)
    return row


def _decode(cursor: str, order: Sequence[str], keys: Sequence[_Key]) -> tuple[bool, list[Value]]:
    try:
        padded = cursor[:_LONGEST_CURSOR] + "=" * (-len(cursor[:_LONGEST_CURSOR]) % 4)
        backwards, named, values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(backwards, bool) or named != list(order) or len(values) != len(order):
            raise BadCursor
        return backwards, [_checked(key, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError) as error:
        raise BadCursor(
            _("This page address is from another order of the list. Begin again at the first page.")
        ) from error


def _checked(key: _Key, value: Any) -> Value:  # Any: JSON
    """A cursor comes back from outside: a value that the column can't hold never reaches the database."""
    if value is None and key.may_be_empty:
        return None
    if not isinstance(value, str | int | float) or (isinstance(value, str) and "\0" in value):
        raise BadCursor
    str(value).encode()  # refuses lone surrogates
    if isinstance(value, int | float) and not (math.isfinite(value) and abs(value) < 2**63):
        raise BadCursor
    checked: Value = value if key.field is None else key.field.to_python(value)
    if isinstance(checked, datetime):
        if checked.tzinfo is None:
            raise BadCursor
        checked.astimezone(UTC)  # refuses instants beyond the calendar
    return checked
