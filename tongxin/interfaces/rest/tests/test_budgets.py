"""How many queries a request costs, frozen: none of them grows with the rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.recall import Recalled
from tongxin.directory.parties.actions import create_party, set_tags
from tongxin.interfaces.rest.tests.asking import program_of

pytestmark = pytest.mark.django_db
QUERIES = {
    "/parties?limit=80": 6,
    "/parties?limit=80&roles=customer&sort=name": 6,
    "/contacts": 5,
    "/activities": 8,
    "/tasks": 7,
    "/search?q=恒润&kind=party": 6,
    "/people": 2,
    "/me": 4,
}


def crowd(world):
    """Thirty customers more."""
    for number in range(30):
        party = create_party(
            by=world.cast.seller, name=f"恒润第{number}厂", points={"phone": [f"138001380{number:02}"]}
        )
        set_tags(by=world.cast.seller, party=party, names=["老客户"])


_recalled = Recalled(crowd)


@pytest.fixture
def crowded(world):
    _recalled(world)
    return world


@pytest.mark.parametrize(("path", "count"), QUERIES.items())
def test_lists_cost_what_they_cost(crowded, path, count):
    boss = program_of(crowded.cast.boss)
    with CaptureQueriesContext(connection) as spent:
        assert boss.get(path).status == 200
    # A question that PostgreSQL has planned already is told by its number there, not by its words.
    said = [str(query["sql"])[:90] for query in spent.captured_queries]
    assert len(said) == count, said


def test_what_making_costs(world):
    seller = program_of(world.cast.seller)
    for path, body, count in (
        (
            "/opportunities",
            {"name": "泵站", "party": world.firm.pk, "amount": {"amount": "1.00", "currency": "CNY"}},
            17,
        ),
        ("/parties", {"name": "河西泵业"}, 22),
    ):
        seller.post(path, body)
        with CaptureQueriesContext(connection) as spent:
            assert seller.post(path, body).status == 201
        said = [str(query["sql"])[:90] for query in spent.captured_queries]
        assert len(said) == count, said
