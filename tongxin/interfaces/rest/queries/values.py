"""Values as JSON holds them."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from tongxin.base.masks import masked
from tongxin.base.money import Money
from tongxin.collab.access.policies import say_whole, watched_with

Json = dict[str, Any]  # Any: JSON values


def instant(at: datetime | None) -> str | None:
    """RFC 3339 in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def ref(number: int | None, name: str | None) -> Json | None:
    """Another record; without a name where the reader may not see names."""
    if number is None:
        return None
    return {"id": number} if name is None else {"id": number, "name": name}


def amount(minor: int | None, currency: str) -> Json | None:
    """Money with all decimals of its currency."""
    return None if minor is None else {"amount": str(Money(minor, currency).amount), "currency": currency}


def say_answered(
    person: Any, kind: str, shown: Sequence[Json], ids: Sequence[int] = ()
) -> None:  # Any: person of the doors
    """Say of which of these records something is shown whole that the firm may mask for others; `ids` where their own are not meant."""
    if not (watched := watched_with(person, kind)):
        return
    numbers = ids or [one["id"] for one in shown]
    bearing = [number for number, one in zip(numbers, shown, strict=True) if any(one.get(name) for name in watched)]
    say_whole(person, kind, bearing, {name for one in shown for name in one})


def cover(one: Json, hidden: Collection[str], masks: Collection[str]) -> None:
    """Take what is hidden from the reader out of an answer; of masked values the mask stays."""
    for name in hidden:
        value = one.pop(name, None)
        if name in masks and value:
            one[name] = [masked(name, text) for text in value] if isinstance(value, list) else masked(name, str(value))
