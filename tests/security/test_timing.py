"""What must not be told apart reads alike, whoever asks; how long it takes is looked at by `bin/sec timing`, with what is tried here."""

import random

import pytest

from tests.cast import Cast
from tests.security.timing import alike_by_chance, kinds, measured

pytestmark = pytest.mark.alike


def test_what_exists_and_what_does_not_read_alike(cast: Cast) -> None:
    for asks in kinds(cast).values():
        measured(asks, len(asks), random.Random(1))


def test_two_lots_that_differ_are_told_apart() -> None:
    chance = random.Random(4)
    one, same = ([chance.gauss(50, 5) for _ in range(500)] for _ in range(2))
    assert alike_by_chance(one, same) > 0.01
    assert alike_by_chance(one, [value + 2 for value in same]) < 0.001
    assert alike_by_chance([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]) == 1.0
    assert round(alike_by_chance([1, 2, 3, 4], [5, 6, 7, 8]), 3) == 0.021  # by hand: U = 0, z = 2.309
