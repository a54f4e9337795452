"""Empty JSON is read without the decoder, and is the row's own."""

import pytest
from django.db import connection

from tongxin.base.database.mostly_empty import MostlyEmptyJSON

FIELD = MostlyEmptyJSON(default=dict)


@pytest.mark.parametrize(
    ("stored", "read"), [("{}", {}), ("[]", []), ('{"a": [1]}', {"a": [1]}), ('"{}"', "{}"), (None, None)]
)
def test_every_text_is_read_as_it_says(stored: str | None, read: object) -> None:
    assert FIELD.from_db_value(stored, None, connection) == read


def test_two_rows_share_nothing() -> None:
    assert FIELD.from_db_value("{}", None, connection) is not FIELD.from_db_value("{}", None, connection)


def test_migrations_take_it_for_djangos_own() -> None:
    assert FIELD.deconstruct()[1] == "django.db.models.JSONField"
