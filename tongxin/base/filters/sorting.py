"""The order of a list, by whitelisted fields."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery

from tongxin.base.filters.errors import UnknownField
from tongxin.base.filters.fields import SortField

M = TypeVar("M", bound=Model)
_COLUMN = "sorted_by"


def _field(sort: str, fields: Iterable[SortField], hidden: Collection[str]) -> SortField:
    key = sort.removeprefix("-")
    found = next((field for field in fields if field.key == key), None)
    if found is None or found.key in hidden or found.fact in hidden:
        raise UnknownField("sort", key)
    return found


def order_of(sort: str, fields: Iterable[SortField], *, hidden: Collection[str] = ()) -> tuple[str, ...]:
    """The keys for paging: `-tier` → `("-tier", "-id")`. The number makes every order total. Raises UnknownField."""
    field = _field(sort, fields, hidden)
    falls = "-" if sort.startswith("-") else ""
    path = field.path if field.kept is None else _COLUMN
    return (f"{falls}{path}",) if path in ("id", "pk") else (f"{falls}{path}", f"{falls}id")


def sorted_rows(
    rows: QuerySet[M], sort: str, fields: Iterable[SortField], *, hidden: Collection[str] = ()
) -> tuple[QuerySet[M], tuple[str, ...]]:
    """The same keys, and the rows with what they need where the order goes by another table. Raises UnknownField."""
    fields = list(fields)
    kept, path = (field := _field(sort, fields, hidden)).kept, field.path
    if kept is not None:
        of_row = kept.rows().filter(**{kept.link: OuterRef(kept.of)}).order_by()
        rows = rows.annotate(**{_COLUMN: Subquery(of_row.values(path)[:1])})
    return rows, order_of(sort, fields, hidden=hidden)
