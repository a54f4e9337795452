"""The order of a list, by whitelisted fields."""

from collections.abc import Collection, Iterable

from tongxin.base.filters.errors import UnknownField
from tongxin.base.filters.fields import SortField


def order_of(sort: str, fields: Iterable[SortField], *, hidden: Collection[str] = ()) -> tuple[str, ...]:
    """The keys for paging: `-tier` → `("-tier", "-id")`. The number makes every order total. Raises UnknownField."""
    key = sort.removeprefix("-")
    falls = "-" if sort.startswith("-") else ""
    path = next((field.path for field in fields if field.key == key and key not in hidden), None)
    if path is None:
        raise UnknownField("sort", key)
    return (f"{falls}{path}",) if path in ("id", "pk") else (f"{falls}{path}", f"{falls}id")
