"""By what the lanes of a board are found."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tongxin.directory.parties.actions import create_party

pytestmark = pytest.mark.django_db


def test_few_customers_of_ones_own_are_looked_through_and_not_all_of_the_region(cast: Cast) -> None:
    create_party(by=cast.seller, name="华东泵业", region="华东")
    create_party(by=cast.south, name="华南泵业", region="华南")
    client = Client()
    client.force_login(cast.manager)
    with CaptureQueriesContext(connection) as queries:
        lanes = client.get("/customers/?shape=board&group=region").context["board"].lanes
    assert [lane.value for lane in lanes] == ["华东"]
    # PostgreSQL tells a question that it has planned already by its number, not by its words.
    said = [str(query["sql"]) for query in queries]
    own = [sql for sql in said if f'"owner_id" = {cast.manager.pk}' in sql and '"region" = ' in sql]
    assert [sql for sql in own if sql.startswith("SELECT 1 ") and "华南" in sql] == []
