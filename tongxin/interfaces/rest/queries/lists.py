"""What all lists share: order, pages, and refusing what the reader may not ask for."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from tongxin.base.filters import sorted_rows
from tongxin.base.paging import page_of
from tongxin.base.registries import orders_of
from tongxin.interfaces.rest.queries.values import Json

M = TypeVar("M", bound=Model)
Orders = Mapping[str, Sequence[str]]
Conditions = Mapping[str, Callable[[Any], Q]]  # Any: a checked value


class Asked(NamedTuple):
    """What a list was asked for: words, the saved-view language, equality filters, order, page."""

    q: str = ""
    filter: str = ""
    sort: str = ""
    limit: int = 50
    after: str = ""
    equal: Json = {}


class UnknownNames(ValidationError):
    """The request names fields that don't exist, or not for this person: both look the same."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__({name: _("Unknown name.") for name in sorted(names)})


def equal_to(column: str) -> Callable[[Any], Q]:  # Any: as above
    """The plain condition on a column."""
    return lambda value: Q(**{column: value})


def narrowed(rows: QuerySet[M], equal: Json, conditions: Conditions, hidden: Collection[str]) -> QuerySet[M]:
    """The rows that fit all equality filters. Raises UnknownNames for fields that are hidden from the reader."""
    if refused := set(equal) & set(hidden):
        raise UnknownNames(refused)
    for name, value in equal.items():
        rows = rows.filter(conditions[name](value))
    return rows


def order_of(sort: str, orders: Orders, hidden: Collection[str]) -> tuple[str, ...]:
    """The columns to sort by; the first of `orders` when nothing was asked. Raises ValidationError for an unknown one."""
    name = sort.removeprefix("-") or next(iter(orders))
    if name not in orders or name in hidden:
        known = ", ".join(known for known in orders if known not in hidden)
        raise ValidationError({"sort": _("Unknown order. Choose one of: %(known)s") % {"known": known}})
    if not sort.startswith("-"):
        return tuple(orders[name])
    return tuple(key.removeprefix("-") if key.startswith("-") else f"-{key}" for key in orders[name])


def ordered(
    rows: QuerySet[M],
    kind: str,
    person: Any,
    sort: str,
    orders: Orders,
    hidden: Collection[str],  # Any: the person type
) -> tuple[QuerySet[M], tuple[str, ...]]:
    """The rows and the columns to sort by: `orders` first, then what the rooms offer for lists of this kind."""
    name = sort.removeprefix("-")
    more = orders_of(kind, person) if name and name not in orders and name not in hidden else []
    if any(one.key == name and one.fact not in hidden for one in more):
        return sorted_rows(rows, sort, more, hidden=hidden)
    return rows, order_of(sort, orders, hidden)


def page(
    rows: QuerySet[M],
    columns: Sequence[str],
    asked: Asked,
    *,
    order: Sequence[str],
    show: Callable[[Sequence[Any]], list[Json]],  # Any: rows of the columns
) -> Json:
    """One page. Rows are read as named tuples: building models of forty columns costs more than the query."""
    sorted_by = [key.removeprefix("-") for key in order]
    wanted = [*columns, *(key for key in sorted_by if key not in columns)]
    slim: Any = rows.values_list(*wanted, named=True)  # Any: looks like rows of the model to the pager
    found = page_of(slim, order=order, size=asked.limit, cursor=asked.after)
    return {"items": show(found.rows), "next": found.next}
