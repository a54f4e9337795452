"""After many records came at once."""

import pytest

from tests.cast import Cast
from tongxin.collab.search.actions import settle_index
from tongxin.collab.search.queries import search
from tongxin.directory.parties.actions import create_party


@pytest.mark.django_db
def test_a_settled_index_finds_the_same(cast: Cast) -> None:
    create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    before = search(cast.seller, "恒润")
    settle_index()
    assert search(cast.seller, "恒润") == before != []
