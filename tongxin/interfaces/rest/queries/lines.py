"""Lines of documents as JSON."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import PricedLine
from tongxin.directory.catalogue.queries import figure
from tongxin.frontoffice.orders.policies import sees_given_away
from tongxin.interfaces.rest.queries.values import Json, amount, ref

L = TypeVar("L", bound=PricedLine)


def line_told(line: PricedLine, *, with_list: bool) -> Json:
    """What is sold, how much of it, at which price; list price and discount `with_list` alone."""
    price = line.price if with_list else line.reduced_price
    one: Json = {
        "id": line.pk,
        "product": ref(line.product_id, line.product.called if line.product else None),
        "text": line.text,
        "quantity": figure(line.quantity),
        "unit": line.unit,
        "per": line.per,
        "price": amount(price.minor, price.currency),
        "tax_rate": figure(line.tax_rate),
        "amount": amount(line.gross, line.currency),
    }
    if with_list:
        one |= {"list_price": amount(line.listed, line.currency), "discount": figure(line.discount)}
        one["given_away"] = amount(line.given_away.minor, line.currency)
    return one


def lines_told(
    person: Person, model: type[L], of: str, numbers: Sequence[int], tell: Callable[[L], Json] = lambda line: {}
) -> dict[int, list[Json]]:
    """The lines of each of these documents, which they name by the column `of`; `tell` adds what only this kind of line has."""
    with_list, found = sees_given_away(person), defaultdict[int, list[Json]](list)
    for line in _question(model, of)(list(numbers)):
        found[getattr(line, f"{of}_id")].append({**line_told(line, with_list=with_list), **tell(line)})
    return found


@cache
def _question(model: type[L], of: str) -> Callable[[list[int]], list[L]]:
    """What asks for the lines of documents of one kind."""

    @prepared
    def lines(numbers: list[int]) -> QuerySet[L]:
        rows = model._default_manager.filter(**{f"{of}__in": numbers})
        return rows.select_related("product", of).order_by("place", "id")

    return lines
