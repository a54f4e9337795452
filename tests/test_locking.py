"""The look at locks bites."""

import pytest

from tests.locking import unruly

ONE = 'SELECT 1 FROM "quotes_quote" WHERE "quotes_quote"."id" = %s'
ALIKE = 'SELECT 1 FROM "quotes_quote" WHERE "quotes_quote"."owner_id" = %s'
SOME = 'SELECT 1 FROM "quotes_quote" WHERE "quotes_quote"."id" IN (%s, %s)'
JOINED = 'SELECT 1 FROM "quotes_quote" INNER JOIN "people_person" ON (1 = 1) WHERE "quotes_quote"."id" = %s'


@pytest.mark.parametrize(
    "sql",
    [ONE, f"{ONE} FOR UPDATE", f'{SOME} ORDER BY "quotes_quote"."id" ASC FOR UPDATE', f'{JOINED} FOR UPDATE OF "quotes_quote"', f"{SOME} FOR UPDATE SKIP LOCKED"],
)  # fmt: skip
def test_orderly(sql: str) -> None:
    assert unruly(sql) == ""


@pytest.mark.parametrize(
    ("sql", "why"), [(f"{SOME} FOR UPDATE", "order_by"), (f"{ALIKE} FOR UPDATE", "order_by"), (f"{JOINED} FOR UPDATE", "of="), (f'{JOINED} ORDER BY "quotes_quote"."id" FOR UPDATE', "of=")]
)  # fmt: skip
def test_unruly(sql: str, why: str) -> None:
    assert why in unruly(sql)
