"""Open opportunities go over with the rest when somebody leaves."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from tongxin.base.registries.held import Held, Was, held_kinds
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pipeline.actions import pass_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity

_OPEN = {"state": Opportunity.State.OPEN}


def _movable(by: Person, giver: Person) -> QuerySet[Any, int]:  # Any: rows of the room
    rows = Opportunity.objects.changeable_by(by).living().filter(owner=giver, **_OPEN)
    return rows.order_by("pk").values_list("pk", flat=True)


def _take(by: Person, number: int, giver: Person, taker: Person) -> Was:
    pass_opportunity(by=by, opportunity=Opportunity.objects.get(pk=number), owner=taker)
    return {}


def _give_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    found = Opportunity.objects.living().filter(pk=number, owner=taker, **_OPEN).first()
    if found is not None:
        pass_opportunity(by=by, opportunity=found, owner=giver, is_return=True)
    return found is not None


def _named(person: Person, ids: Collection[int]) -> list[tuple[str, str]]:
    rows = Opportunity.objects.visible_to(person).living().filter(pk__in=ids).order_by("pk")
    return [(str(one), one.get_absolute_url()) for one in rows]


def _holders() -> QuerySet[Any, Any]:  # Any: as above
    return Opportunity.objects.living().filter(**_OPEN).values("owner")


def register_held() -> None:
    """After customers, which the taker must see by then, and before steps."""
    held_kinds.register(
        "opportunities",
        Held(
            label=pgettext_lazy("handed over", "open opportunities"), order=50, movable=_movable, take=_take,
            give_back=_give_back, named=_named, holders=_holders,
        ),
    )  # fmt: skip
