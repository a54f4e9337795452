"""Trees are laid out without two nodes in one place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongxin.directory.relations.bundling import bundled
from tongxin.directory.relations.layout import MOST_COLUMNS, beside, tree_places

PLACES = [
    ({}, {}),
    ({"a": None}, {"a": (0, 0)}),
    ({"a": None, "b": "a", "c": "a"}, {"a": (0, 0.5), "b": (1, 0), "c": (1, 1)}),
    ({"a": None, "b": "gone"}, {"a": (0, 0), "b": (0, 1)}),
    ({"a": "b", "b": "a"}, {"a": (0, 0), "b": (0, 1)}),
    ({"a": "b", "b": "a", "c": "a"}, {"a": (0, 0), "c": (1, 0), "b": (0, 1)}),
]


@pytest.mark.parametrize(("parents", "places"), PLACES)
def test_places(parents, places):
    assert tree_places(parents) == places


FORESTS = st.lists(st.one_of(st.none(), st.integers(0, 199)), max_size=200)


@given(FORESTS, st.sampled_from([0, 3, 12]))
def test_two_hundred_nodes_never_overlap(above, tallest):
    places = tree_places(dict(enumerate(above)), tallest=tallest)
    assert set(places) == set(range(len(above)))
    columns: dict[int, list[float]] = {}
    for column, row in places.values():
        columns.setdefault(column, []).append(row)
    for rows in columns.values():
        rows.sort()
        assert all(later - before >= 1 for before, later in pairwise(rows))


def test_a_chain_deeper_than_a_recursion_is_drawn():
    assert tree_places({place: place - 1 if place else None for place in range(2_000)})[1_999] == (1_999, 0)


@given(st.lists(st.floats(-50, 50), max_size=60))
def test_neighbours_stand_near_and_apart(wanted):
    found = sorted(beside(wanted))
    assert all(later - before >= 1 - 1e-9 for before, later in pairwise(found))


def test_many_children_without_any_stand_in_a_block():
    places = tree_places({0: None, **dict.fromkeys(range(1, 101), 0)}, tallest=12)
    assert max(column for column, _row in places.values()) == MOST_COLUMNS
    assert max(row for _column, row in places.values()) == 24


@given(FORESTS, st.sets(st.integers(0, 199), max_size=9), st.sets(st.integers(0, 3)))
def test_each_node_stands_alone_or_in_one_bundle(above, weighty, opened):
    parents = dict(enumerate(above))
    wanted = weighty & set(parents)
    keys = {f"{node}/{like % 2}/{like}" for node in parents for like in opened}
    forest = bundled(parents, wanted, name=str, like=lambda node: f"{node % 2}/{node % 4}", opened=keys)
    packed = [node for bundle in forest.bundles.values() for node in bundle.members]
    assert sorted([*forest.parents, *packed]) == sorted(parents)
    assert wanted <= set(forest.parents)
    assert all(parent is None or parent in forest.parents for parent in forest.parents.values())
    assert all(len(bundle.members) >= 4 and bundle.under in forest.parents for bundle in forest.bundles.values())
