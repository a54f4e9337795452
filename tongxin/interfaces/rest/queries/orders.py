"""Orders as JSON."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import seen_values_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.orders.models import Order, OrderLine
from tongxin.frontoffice.quotes.models import Quote
from tongxin.interfaces.rest.queries.lines import lines_told
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.opportunities import opportunities_named
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_PLAIN = ("id", "number", "title", "state", "their_number", "ship_to", "project", "version")
_COLUMNS = (
    *_PLAIN, "party_id", "party__name", "owner_id", "owner__name", "gross", "received", "currency", "ordered_on", "wanted_on",
    "created_at", "kind", "record",
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
    found = list(seen_orders(person).filter(pk=number).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    with_names = "name" not in hidden_fields(person, "party")
    deals, numbers = _deals(person, rows), [row.id for row in rows]
    lines = lines_told(person, OrderLine, "order", numbers, lambda line: {"delivered": figure(line.delivered)})
    custom = seen_values_of(person, "order", numbers)
    return [
        {
            **_show(row, with_names=with_names),
            "opportunity": deals.get((row.kind, row.record)),
            "lines": lines.get(row.id, []),
            "custom": custom[row.id],
        }
        for row in rows
    ]


def _deals(person: Person, rows: Sequence[Any]) -> dict[tuple[str, int], Json | None]:  # Any: rows of _COLUMNS
    """The opportunities from which orders came, by the record they were made of: of a quote, the one that it was for."""
    quotes = {row.record for row in rows if row.kind == "quote"}
    known = (
        Quote.objects.visible_to(person).filter(pk__in=quotes, kind="opportunity") if quotes else Quote.objects.none()
    )
    of_quotes = dict(known.values_list("pk", "record"))
    named = opportunities_named(
        person, {*of_quotes.values(), *(row.record for row in rows if row.kind == "opportunity")}
    )
    direct = {("opportunity", number): told for number, told in named.items()}
    return direct | {("quote", number): named.get(deal) for number, deal in of_quotes.items()}


def _show(row: Any, *, with_names: bool) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["party"] = ref(row.party_id, row.party__name if with_names else None)
    one["owner"] = ref(row.owner_id, row.owner__name)
    one["total"], one["received"] = amount(row.gross, row.currency), amount(row.received, row.currency)
    one["ordered_on"] = row.ordered_on.isoformat()
    one["wanted_on"] = row.wanted_on.isoformat() if row.wanted_on else None
    one["created_at"] = instant(row.created_at)
    return one
