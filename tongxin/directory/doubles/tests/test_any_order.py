"""Merges and undos in random order, on top of one another: at the end everything is as it was. The long form is `bin/chaos merge undo`.

Three firms: one in which nobody works meanwhile, one in which people do, and one with pools; the second on both databases.
"""

import random

import pytest

from tests.cast import Cast
from tests.chaos.comparing import differences, state
from tests.chaos.firms import found_pools, populate
from tests.chaos.merge_undo import merge_some, play
from tongxin.directory.parties.models import Party


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.alike) for seed in (0, 2))])
def test_random_merges_undone_in_random_order_leave_no_trace(cast: Cast, seed: int) -> None:
    people = [cast.boss, cast.manager, cast.colleague, cast.south]
    world = populate(cast.boss, people, random.Random(seed))
    if seed % 3 == 2:
        found_pools(world)
    assert play(world, 60, notes=seed % 2 == 1) == []
    assert world.done["merged"] > 15
    assert world.done["undone"] == world.done["merged"]


def test_what_was_not_put_back_would_be_seen(cast: Cast) -> None:
    world = populate(cast.boss, [cast.boss, cast.colleague], random.Random(7))
    before = state(set())
    while not world.done["merged"]:
        merge_some(world)
    assert differences(before, state(set()))
    Party.objects.exclude(merged_into=None).update(merged_into=None, deleted_at=None)
    assert differences(before, state(set())), "bringing the record back alone is not enough"
