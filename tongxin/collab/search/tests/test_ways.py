"""The way through a list is chosen by how many rows match, and where they stand."""

import pytest

from tongxin.base.tokens import query_terms
from tongxin.collab.search.models import STAGES, question
from tongxin.collab.search.models.ways import Costs, cheapest

COSTS = Costs(fetch=2, collect=0.1, check=0.5, ask=28)
MILLION = 1_000_000


def chosen(q, *, inside, beginning=0, ways=("fetch", "walk", "ask")):
    """The way for a list of a million rows, of which `inside` match and `beginning` of these begin so."""
    asked = question(1, query_terms(q), STAGES)

    def count(part, most):
        begins = all(word.text.startswith("11") for words in part[0] for word in words)
        return min(beginning if begins else inside, most)

    return cheapest(asked, MILLION, COSTS, ways, count)


@pytest.mark.parametrize(
    ("inside", "beginning", "way"),
    [
        (0, 0, "fetch"),
        (800, 0, "fetch"),
        (40_000, 0, "walk"),
        (40_000, 40_000, "fetch"),
        (900_000, 0, "ask"),
        (900_000, 600_000, "walk"),
        (1_000_000, 1_000_000, "ask"),
    ],
)
def test_rare_words_are_fetched_and_common_ones_met_on_the_way(inside, beginning, way):
    assert chosen("苏州", inside=inside, beginning=beginning) == way


def test_only_open_ways_are_taken():
    assert chosen("苏州", inside=900_000, ways=("fetch", "walk")) == "walk"
    assert chosen("苏州", inside=10, ways=("walk",)) == "walk"


def test_latin_beginnings_are_not_taken_for_places_in_a_list():
    assert chosen("zhang", inside=40_000, beginning=40_000, ways=("fetch", "walk")) == "walk"
