"""Keyset paging: a page begins after the last row of the page before, so page 10,000 costs what page 1 costs."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _

M = TypeVar("M", bound=Model)
_NEVER_EMPTY = ("id", "pk", "sort_key")


class BadCursor(ValueError):
    """The text is not a cursor of this list."""


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows and how to go on. `next` and `previous` are cursors, or None at the ends."""

    rows: list[M]
    next: str | None
    previous: str | None


def _encode(row: Model, order: Sequence[str], backwards: bool) -> str:
    values = [getattr(row, key.lstrip("-")) for key in order]
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    text = json.dumps([backwards, list(order), plain], default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str, order: Sequence[str]) -> tuple[bool, list[Any]]:  # Any: column values
    try:
        backwards, keys, values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        fits = isinstance(backwards, bool) and keys == list(order) and len(values) == len(order)
    except (ValueError, TypeError):
        fits = False
    if not fits:
        raise BadCursor(_("This page address is from another order of the list. Begin again at the first page."))
    return backwards, values


def _bound(key: str, value: Any, *, forwards: bool) -> Q:  # Any: column value
    """The first key's range said once more on its own, so that the database enters the index there."""
    name = key.lstrip("-")
    if value is None or name not in _NEVER_EMPTY:
        return Q()
    comparison = "gte" if forwards != key.startswith("-") else "lte"
    return Q(**{f"{name}__{comparison}": value})


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:  # Any: column values
    """Rows strictly behind `values` in the given order; empty values stand last."""
    behind = Q(pk__in=[])
    limit = _bound(order[0], values[0], forwards=True)
    equal = Q()
    for key, value in zip(order, values, strict=True):
        name = key.lstrip("-")
        if value is None:
            equal &= Q(**{f"{name}__isnull": True})
            continue
        comparison = "lt" if key.startswith("-") else "gt"
        further = Q(**{f"{name}__{comparison}": value})
        if name not in _NEVER_EMPTY:
            further |= Q(**{f"{name}__isnull": True})
        behind |= equal & further
        equal &= Q(**{name: value})
    return limit & behind


def _ordering(order: Sequence[str]) -> list[Any]:  # Any: order expressions or names
    """Plain names where a column can't be empty, so that the index expression is exactly the order."""
    return [
        key
        if key.lstrip("-") in _NEVER_EMPTY
        else (F(key[1:]).desc(nulls_last=True) if key.startswith("-") else F(key).asc(nulls_last=True))
        for key in order
    ]


def _turned(order: Sequence[str]) -> list[str]:
    return [key[1:] if key.startswith("-") else f"-{key}" for key in order]


def page_of(rows: QuerySet[M], *, order: Sequence[str], size: int, cursor: str = "") -> Page[M]:
    """One page of `rows` in `order`, whose last key must be unique. Raises BadCursor."""
    if not cursor:
        found = list(rows.order_by(*_ordering(order))[: size + 1])
        return _page(found, order, size, is_first=True)
    backwards, values = _decode(cursor, order)
    try:
        if backwards:
            return _page_before(rows, order, values, size)
        found = list(rows.filter(_after(order, values)).order_by(*_ordering(order))[: size + 1])
    except (ValueError, TypeError) as error:
        raise BadCursor(str(error)) from error
    return _page(found, order, size, is_first=False)


def _page(found: list[M], order: Sequence[str], size: int, *, is_first: bool) -> Page[M]:
    shown = found[:size]
    more = len(found) > size
    return Page(
        rows=shown,
        next=_encode(shown[-1], order, backwards=False) if more else None,
        previous=None if is_first or not shown else _encode(shown[0], order, backwards=True),
    )


def _page_before(
    rows: QuerySet[M], order: Sequence[str], values: Sequence[Any], size: int
) -> Page[M]:  # Any: column values
    turned = _turned(order)
    nulls = [
        key
        if key.lstrip("-") in _NEVER_EMPTY
        else (F(key[1:]).desc(nulls_first=True) if key.startswith("-") else F(key).asc(nulls_first=True))
        for key in turned
    ]
    found = list(rows.filter(_before(order, values)).order_by(*nulls)[: size + 1])
    shown = found[:size][::-1]
    return Page(
        rows=shown,
        next=_encode(shown[-1], order, backwards=False) if shown else None,
        previous=_encode(shown[0], order, backwards=True) if len(found) > size else None,
    )


def _before(order: Sequence[str], values: Sequence[Any]) -> Q:  # Any: column values
    """Rows strictly ahead of `values`; empty values stand last, so everything filled is ahead of an empty one."""
    ahead = Q(pk__in=[])
    limit = _bound(order[0], values[0], forwards=False)
    equal = Q()
    for key, value in zip(order, values, strict=True):
        name = key.lstrip("-")
        if value is None:
            ahead |= equal & Q(**{f"{name}__isnull": False})
            equal &= Q(**{f"{name}__isnull": True})
            continue
        comparison = "gt" if key.startswith("-") else "lt"
        ahead |= equal & Q(**{f"{name}__{comparison}": value})
        equal &= Q(**{name: value})
    return limit & ahead
