"""What somebody holds and a colleague can take over: each room says so of its own records."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

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


held_kinds: Registry[Held] = Registry("kind of things held")


def held_in_order() -> list[tuple[str, Held]]:
    """All kinds by name, in the order in which they go over."""
    return sorted(((name, held_kinds.get(name)) for name in held_kinds.names()), key=lambda entry: entry[1].order)
