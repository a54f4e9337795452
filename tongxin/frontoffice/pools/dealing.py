"""Who gets which customer when a pool hands out by itself: plain data in, plain data out. No database, no clock."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Hand:
    """One person: how many more fit today, and how many they got today by this rule."""

    person: int
    room: int
    got: int = 0


def dealt(
    customers: Sequence[int],
    hands: Sequence[Hand],
    barred: Mapping[int, Collection[int]],
    *,
    chance: random.Random | None,
) -> dict[int, int]:
    """Who gets each customer, in the order in which they came. `barred` are people who may not have one; with `chance` a lot is drawn
    among those with room, without it whoever got the fewest is next. Customers for whom nobody is left are not in the answer."""
    found: dict[int, int] = {}
    for customer in customers:
        fit = [hand for hand in hands if hand.room > 0 and hand.person not in barred.get(customer, ())]
        if not fit:
            continue
        hand = chance.choice(fit) if chance else min(fit, key=lambda one: (one.got, one.person))
        hand.room, hand.got = hand.room - 1, hand.got + 1
        found[customer] = hand.person
    return found
