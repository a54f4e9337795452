"""How many statements pages and decisions ask: frozen, so that a new piece is noticed by what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, fresh
from tongxin.collab.approvals.actions import answer
from tongxin.collab.approvals.queries.inbox import box
from tongxin.collab.approvals.tests.test_deciding import ask, price
from tongxin.collab.people.models import Person

DECISION, INBOX, PAGE = 27, 3, 30


def statements(who: Person, address: str) -> int:
    """Of the second visit: the first one fills what a process keeps, and notes the reading."""
    client = Client()
    client.force_login(fresh(who), backend="tongxin.collab.people.models.PersonBackend")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("others", [1, 20])
def test_the_inbox_asks_the_same_however_much_waits(cast: Cast, others: int) -> None:
    for _one in range(others):
        ask(cast.seller)
    box(cast.manager, "mine")
    with CaptureQueriesContext(connection) as queries:
        assert len(box(cast.manager, "mine")) == others
    assert len(queries) == INBOX


def test_the_page_of_an_approval(cast: Cast) -> None:
    for _one in range(3):
        answer(by=cast.manager, approval=price(cast.seller, "88"), deed="agree")
    assert statements(cast.manager, f"/approvals/{price(cast.seller, '70').pk}/") <= PAGE


def test_a_decision(cast: Cast) -> None:
    answer(by=cast.manager, approval=price(cast.seller, "70"), deed="agree")
    approval = price(cast.seller, "70")
    with CaptureQueriesContext(connection) as queries:
        answer(by=cast.manager, approval=approval, deed="agree")
    assert len(queries) <= DECISION
