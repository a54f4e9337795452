"""Contracts that haven't ended go over with the rest when somebody leaves."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from tongxin.base.registries.held import Held, Was, held_kinds
from tongxin.collab.people.models import Person
from tongxin.frontoffice.contracts.actions import pass_contract
from tongxin.frontoffice.contracts.models import Contract

_OVER = (Contract.State.ENDED, Contract.State.TERMINATED)


def _movable(by: Person, giver: Person) -> QuerySet[Any, int]:  # Any: rows of the room
    rows = Contract.objects.changeable_by(by).filter(owner=giver).exclude(state__in=_OVER)
    return rows.order_by("pk").values_list("pk", flat=True)


def _take(by: Person, number: int, giver: Person, taker: Person) -> Was:
    pass_contract(by=by, contract=Contract.objects.get(pk=number), owner=taker, is_checked=False)
    return {}


def _give_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    found = Contract.objects.filter(pk=number, owner=taker).first()
    if found is not None:
        pass_contract(by=by, contract=found, owner=giver, is_checked=False)
    return found is not None


def _named(person: Person, ids: Collection[int]) -> list[tuple[str, str]]:
    rows = Contract.objects.visible_to(person).filter(pk__in=ids).order_by("pk")
    return [(str(one), one.get_absolute_url()) for one in rows]


def _holders() -> QuerySet[Any, Any]:  # Any: as above
    return Contract.objects.exclude(state__in=_OVER).values("owner")


def register_held() -> None:
    """After customers, which the taker must see by then."""
    held_kinds.register(
        "contracts",
        Held(
            label=pgettext_lazy("handed over", "contracts"), order=55, movable=_movable, take=_take, give_back=_give_back,
            named=_named, holders=_holders,
        ),
    )  # fmt: skip
