"""Lines of documents as JSON."""

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TypeVar

from django.db.models import QuerySet

from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import PricedLine
from tongxin.directory.catalogue.queries import figure
from tongxin.interfaces.rest.queries.values import Json, amount, ref

L = TypeVar("L", bound=PricedLine)


def sees_given_away(person: Person) -> bool:
    """Whether list prices stand beside what is asked for."""
    return "given_away" not in hidden_fields(person, "quote")


def line_told(line: PricedLine, *, with_list: bool) -> Json:
    """What is sold, how much of it, at which price."""
    one: Json = {
        "id": line.pk,
        "product": ref(line.product_id, line.product.called if line.product else None),
        "text": line.text,
        "quantity": figure(line.quantity),
        "unit": line.unit,
        "per": line.per,
        "price": amount(line.minor, line.currency),
        "discount": figure(line.discount),
        "tax_rate": figure(line.tax_rate),
        "amount": amount(line.gross, line.currency),
    }
    return {**one, "list_price": amount(line.listed, line.currency)} if with_list else one


def lines_told(
    person: Person, rows: QuerySet[L], of: str, numbers: Collection[int], tell: Callable[[L], Json] = lambda line: {}
) -> dict[int, list[Json]]:
    """The lines of each of these documents, which they name by the column `of`; `tell` adds what only this kind of line has."""
    with_list, found = sees_given_away(person), defaultdict[int, list[Json]](list)
    for line in rows.filter(**{f"{of}__in": numbers}).select_related("product", of).order_by("place", "id"):
        found[getattr(line, f"{of}_id")].append({**line_told(line, with_list=with_list), **tell(line)})
    return found
