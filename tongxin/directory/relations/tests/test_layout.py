"""Trees are laid out without two nodes in one place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongxin.directory.relations.layout import beside, tree_places

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


@given(st.lists(st.one_of(st.none(), st.integers(0, 199)), max_size=200))
def test_two_hundred_nodes_never_overlap(above):
    places = tree_places(dict(enumerate(above)))
    assert set(places) == set(range(len(above)))
    columns: dict[int, list[float]] = {}
    for column, row in places.values():
        columns.setdefault(column, []).append(row)
    for rows in columns.values():
        rows.sort()
        assert all(later - before >= 1 for before, later in pairwise(rows))


def test_a_chain_deeper_than_a_recursion_is_drawn():
    assert tree_places({place: place - 1 if place else None for place in range(5_000)})[4_999] == (4_999, 0)


@given(st.lists(st.floats(-50, 50), max_size=60))
def test_neighbours_stand_near_and_apart(wanted):
    found = sorted(beside(wanted))
    assert all(later - before >= 1 - 1e-9 for before, later in pairwise(found))
