"""Whatever ends a credential ends it with the next request, and ends no other. `bin/sec kill-credentials` asks it of served programs, by the clock."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.security.credentials import ALL, ENDS, OK, Held, hand_out

pytestmark = pytest.mark.alike


@pytest.fixture
def held(cast: Cast) -> Held:
    return hand_out(cast, "new")


def still_open(held: Held) -> set[str]:
    """What opens something; a browser of its own for each."""
    knocks = held.knocks.items()
    return {name for name, (path, headers) in knocks if Client().get(path, headers=headers).status_code == OK}


@pytest.mark.parametrize("end", ENDS)
def test_what_ends_a_credential_ends_it_at_once_and_no_other(held: Held, end: str) -> None:
    deed, dead = ENDS[end]
    assert still_open(held) == ALL
    deed(held)
    assert still_open(held) == ALL - dead
