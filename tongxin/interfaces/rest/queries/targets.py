"""Targets as JSON."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.collab.people.models import Person
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import Attainment, attainments, seen_targets
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, ref

_COLUMNS = (
    "id", "measure", "unit_id", "unit__name", "person_id", "person__name", "product", "begins_on", "ends_on", "value", "currency", "version",
)  # fmt: skip
ORDERS: Orders = {"begins_on": ("begins_on", "ends_on", "id"), "id": ("id",)}
CONDITIONS: Conditions = {
    **{name: equal_to(name) for name in ("measure", "person", "product")},
    "unit": lambda unit: Q(unit=unit, person=None),
    "year": lambda year: Q(begins_on__year=year),
}


def list_targets(person: Person, asked: Asked) -> Json:
    """One page of targets with what was reached."""
    rows = narrowed(seen_targets(person), asked.equal, CONDITIONS, set())
    return page(rows, _COLUMNS, asked, order=order_of(asked.sort, ORDERS, set()), show=_show_all)


def one_target(person: Person, number: int) -> Json:
    """One target with what was reached. Raises Http404."""
    found = list(seen_targets(person).filter(pk=number).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(found)[0]


def seen_target(person: Person, number: int) -> Target:
    """The target, if the person may see it; else it does not exist."""
    found = seen_targets(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def targets_of(person: Person, keys: Sequence[str]) -> Json:
    """Those that stand after they were set, in the given order."""
    found = {
        one.key: one for one in seen_targets(person).filter(key__in=keys).values_list("key", *_COLUMNS, named=True)
    }
    return {"items": _show_all([found[key] for key in dict.fromkeys(keys) if key in found]), "next": None}


def _show_all(rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    return [_show(one) for one in attainments(rows, timezone.localdate(now()))]


def _show(one: Attainment) -> Json:
    row: Any = one.target  # Any: a row of _COLUMNS
    shown: Json = {name: getattr(row, name) for name in ("id", "measure", "product", "currency", "version")}
    shown["unit"], shown["person"] = ref(row.unit_id, row.unit__name), ref(row.person_id, row.person__name)
    shown["begins_on"], shown["ends_on"] = row.begins_on.isoformat(), row.ends_on.isoformat()
    shown["value"], shown["done"] = _figure(row.value, row.currency), _figure(one.done, row.currency)
    shown["percent"] = one.percent
    return shown


def _figure(value: int, currency: str) -> str:
    return str(Money(value, currency).amount) if currency else str(value)
