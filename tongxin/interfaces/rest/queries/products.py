"""Products and prices as JSON."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from tongxin.base.money import Money
from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import seen_values_of
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.queries import figure, find_price, list_prices
from tongxin.directory.parties.models import Party
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, equal_to, narrowed, page
from tongxin.interfaces.rest.queries.values import Json, amount, ref

_PLAIN = ("id", "code", "name", "variant", "english_name", "kind", "unit", "per", "version")
_COLUMNS = (
    *_PLAIN,
    "category_id",
    "category__name",
    "tax_rate",
    "cost",
    "floor",
    "currency",
    "withdrawn_at",
    "sort_key",
)
CONDITIONS: Conditions = {"code": equal_to("code")}


def list_products(person: Person, asked: Asked) -> Json:
    """One page of products in the order of their names."""
    hidden = hidden_fields(person, "product")
    rows = narrowed(Product.objects.visible_to(person), asked.equal, CONDITIONS, hidden)
    if asked.q.strip():
        rows = rows.filter(matching(person, "product", asked.q))
    return page(rows, _COLUMNS, asked, order=("sort_key", "id"), show=lambda found: _show_all(person, found))


def one_product(person: Person, number: int) -> Json:
    """One product. Raises Http404."""
    found = list(Product.objects.visible_to(person).filter(pk=number).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    hidden = hidden_fields(person, "product")
    hidden |= {"floor_price"} if "floor" in hidden else set()
    listed = list_prices([row.id for row in rows])
    custom = seen_values_of(person, "product", [row.id for row in rows])
    shown = ({**_show(row), "list_price": _money(listed.get(row.id)), "custom": custom[row.id]} for row in rows)
    return [{name: value for name, value in one.items() if name not in hidden} for one in shown]


def _show(row: Any) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["category"] = ref(row.category_id, row.category__name)
    one["tax_rate"] = figure(row.tax_rate)
    one["cost"], one["floor_price"] = amount(row.cost, row.currency), amount(row.floor, row.currency)
    one["is_withdrawn"] = row.withdrawn_at is not None
    return one


def price_shown(
    person: Person, number: int, *, party: int | None, **asked: Any
) -> Json:  # Any: as `find_price` takes it
    """What it costs whom, and why. Raises Http404, ValidationError."""
    product = Product.objects.visible_to(person).select_related("category").filter(pk=number).first()
    if product is None:
        raise Http404
    whose = Party.objects.visible_to(person).living().filter(pk=party).first() if party else None
    if party and whose is None:
        raise ValidationError({"party": _("There is no such record, or it isn't yours to see.")})
    found = find_price(person, product=product, party=whose, **asked)
    return {
        "price": _money(found.price),
        "per": found.per,
        "unit": found.unit,
        "origin": found.origin,
        "list_price": _money(found.list_price),
        "tax_rate": figure(found.tax_rate),
        "is_taxed": found.is_taxed,
        "why": [str(one) for one in found.why],
        "passed_over": [str(one) for one in found.passed_over],
    }


def _money(money: Money | None) -> Json | None:
    return None if money is None else amount(money.minor, money.currency)


def seen_product(person: Person, number: int) -> Product:
    """The product, if the person may see it; else it does not exist."""
    found = Product.objects.visible_to(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
