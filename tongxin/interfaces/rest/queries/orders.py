"""Orders as JSON."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.orders.queries import lines_of
from tongxin.interfaces.rest.queries.lines import line_told
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_PLAIN = ("id", "number", "title", "state", "their_number", "ship_to", "project", "version")
_COLUMNS = (
    *_PLAIN, "party_id", "party__name", "owner_id", "owner__name", "gross", "received", "currency", "ordered_on", "wanted_on",
    "created_at",
)  # fmt: skip
ORDERS: Orders = {"-ordered_on": ("-ordered_on", "-id"), "ordered_on": ("ordered_on", "id"), "id": ("id",)}
CONDITIONS: Conditions = {name: equal_to(name) for name in ("state", "owner", "party", "number")}


def seen_orders(person: Person) -> QuerySet[Order]:
    """All that the person may see."""
    return Order.objects.visible_to(person)


def seen_order(person: Person, number: int) -> Order:
    """The order, if the person may see it; else it does not exist."""
    found = seen_orders(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def list_orders(person: Person, asked: Asked) -> Json:
    """One page of orders, newest first."""
    rows = narrowed(seen_orders(person), asked.equal, CONDITIONS, hidden_fields(person, "order"))
    if asked.q.strip():
        rows = rows.filter(matching(person, "order", asked.q))
    order = order_of(asked.sort or "-ordered_on", ORDERS, set())
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: _show_all(person, found))


def one_order(person: Person, number: int) -> Json:
    """One order with its lines. Raises Http404."""
    order = seen_order(person, number)
    row = seen_orders(person).filter(pk=number).values_list(*_COLUMNS, named=True)[0]
    return {
        **_show_all(person, [row])[0],
        "lines": [{**line_told(line), "delivered": figure(line.delivered)} for line in lines_of(order)],
    }


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    with_names = "name" not in hidden_fields(person, "party")
    return [_show(row, with_names=with_names) for row in rows]


def _show(row: Any, *, with_names: bool) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["party"] = ref(row.party_id, row.party__name if with_names else None)
    one["owner"] = ref(row.owner_id, row.owner__name)
    one["amount"], one["received"] = amount(row.gross, row.currency), amount(row.received, row.currency)
    one["ordered_on"] = row.ordered_on.isoformat()
    one["wanted_on"] = row.wanted_on.isoformat() if row.wanted_on else None
    one["created_at"] = instant(row.created_at)
    return one
