"""What somebody holds and a colleague can take over: each room says so of its own records."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from tongxin.base.lazy import LazyText
from tongxin.base.registries.registry import Registry

Was = Mapping[str, Any]  # Any: JSON values


def _unnamed(person: Any, ids: Collection[int]) -> list[tuple[str, str]]:  # Any: the person type of the rooms above
    return []


@dataclass(frozen=True, kw_only=True)
class Held:
    """One kind of things that people hold. People are those of the rooms above.

    `movable(by, giver)` answers the numbers of the giver's which `by` may move, in order. `take(by, number, giver, taker)` moves one
    and answers what is needed to put it back; it raises ValidationError or PermissionDenied for what has to stay.
    `give_back(by, number, giver, taker, was)` puts it back and says whether it was still there. `named(person, ids)` are titles and
    addresses of those the person sees. `holders()` are numbers of people who hold any, asked for those who have left.
    Of a lower `order` goes first: who takes a step must see its customer by then.
    """

    label: LazyText
    order: int
    movable: Callable[[Any, Any], QuerySet[Any, int]]  # Any: as above
    take: Callable[[Any, int, Any, Any], Was]
    give_back: Callable[[Any, int, Any, Any, Was], bool]
    named: Callable[[Any, Collection[int]], list[tuple[str, str]]] = _unnamed
    holders: Callable[[], QuerySet[Any, Any]] | None = None


def held_records(
    *,
    label: LazyText,
    order: int,
    standing: Callable[[], Any],  # Any: scoped rows of a room
    passed: Callable[[Any, Any, Any, bool], object],  # Any: person, record, person
    kept: Callable[[], Any] | None = None,  # Any: as `standing`
) -> Held:
    """Records with an `owner` as something held. `standing()` are those that are not over: these go over, and of these what the taker still has goes back.
    `passed(by, record, owner, is_return)` gives one to its next owner. `kept()` are those with a page, over or not, where some have none any more."""

    def movable(by: Any, giver: Any) -> QuerySet[Any, int]:  # Any: people
        rows: QuerySet[Any, int] = (
            standing().changeable_by(by).filter(owner=giver).order_by("pk").values_list("pk", flat=True)
        )
        return rows

    def take(by: Any, number: int, giver: Any, taker: Any) -> Was:  # Any: people
        found = standing().filter(pk=number, owner=giver).first()
        if found is None:
            raise PermissionDenied  # over meanwhile, or somebody else's
        passed(by, found, taker, False)
        return {}

    def give_back(by: Any, number: int, giver: Any, taker: Any, was: Was) -> bool:  # Any: people
        found = standing().filter(pk=number, owner=taker).first()
        if found is not None:
            passed(by, found, giver, True)
        return found is not None

    def named(person: Any, ids: Collection[int]) -> list[tuple[str, str]]:  # Any: a person
        rows = (kept or standing().model.objects.all)().visible_to(person).filter(pk__in=ids).order_by("pk")
        return [(str(one), one.get_absolute_url()) for one in rows]

    def holders() -> QuerySet[Any, Any]:  # Any: rows of the room
        rows: QuerySet[Any, Any] = standing().values("owner")
        return rows

    return Held(label=label, order=order, movable=movable, take=take, give_back=give_back, named=named, holders=holders)


held_kinds: Registry[Held] = Registry("kind of things held")


def held_in_order() -> list[tuple[str, Held]]:
    """All kinds by name, in the order in which they go over."""
    return sorted(((name, held_kinds.get(name)) for name in held_kinds.names()), key=lambda entry: entry[1].order)
