"""Price lists and agreed prices as JSON."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.models import AgreedPrice, Price, PriceList
from tongxin.directory.catalogue.models.agreed_price import PARTS
from tongxin.directory.catalogue.queries import figure
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, equal_to, narrowed, page
from tongxin.interfaces.rest.queries.values import Json, amount, ref

_LIST = ("id", "name", "currency", "tier", "region", "channel", "from_on", "until_on", "is_taxed", "retired_at", "version")  # fmt: skip
_PRICE = (
    "id",
    "product_id",
    "product__name",
    "product__code",
    "product__unit",
    "product__per",
    "least",
    "minor",
    "price_list__currency",
)
_AGREED = ("id", "party_id", "party__name", "product_id", "product__name", "project", "minor", "currency", "most", "used", "from_on", "until_on")  # fmt: skip
OF_AGREED: Conditions = {name: equal_to(name) for name in ("party", "product")}


def seen_list(person: Person, number: int) -> PriceList:
    """The price list, if the person may see it; else it does not exist."""
    found = PriceList.objects.visible_to(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def list_price_lists(person: Person, asked: Asked) -> Json:
    """One page of price lists, retired ones too."""
    return page(PriceList.objects.visible_to(person), _LIST, asked, order=("name", "id"), show=_lists)


def _lists(rows: Sequence[Any]) -> list[Json]:  # Any: rows of _LIST
    return [
        {
            **{name: getattr(row, name) for name in ("id", "name", "currency", "tier", "region", "channel", "is_taxed", "version")},
            "from_on": _day(row.from_on), "until_on": _day(row.until_on), "is_retired": row.retired_at is not None,
        }
        for row in rows
    ]  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def list_prices(person: Person, one: PriceList, asked: Asked) -> Json:
    """One page of what stands in the list."""
    rows = Price.objects.visible_to(person).filter(price_list=one)
    return page(rows, _PRICE, asked, order=("product_id", "least", "id"), show=_prices)


def _prices(rows: Sequence[Any]) -> list[Json]:  # Any: rows of _PRICE
    return [
        {
            "id": row.id, "product": ref(row.product_id, row.product__name), "code": row.product__code,
            "unit": row.product__unit, "per": row.product__per, "least": figure(row.least),
            "price": amount(row.minor, row.price_list__currency),
        }
        for row in rows
    ]  # fmt: skip


def list_agreed(person: Person, asked: Asked) -> Json:
    """One page of agreed prices that hold or will."""
    rows = AgreedPrice.objects.visible_to(person).standing().filter(until_on__gte=timezone.localdate(now()))
    return page(narrowed(rows, asked.equal, OF_AGREED, ()), _AGREED, asked, order=("until_on", "id"), show=_agreed)


def _agreed(rows: Sequence[Any]) -> list[Json]:  # Any: rows of _AGREED
    return [
        {
            "id": row.id, "party": ref(row.party_id, row.party__name), "product": ref(row.product_id, row.product__name),
            "project": row.project, "price": amount(row.minor, row.currency), "quantity": figure(Decimal(row.most) / PARTS),
            "left": figure(Decimal(row.most - row.used) / PARTS), "from_on": _day(row.from_on), "until_on": _day(row.until_on),
        }
        for row in rows
    ]  # fmt: skip
