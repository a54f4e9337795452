"""The look at locks bites."""

import pytest

from tests.locking import unruly

ONE = 'SELECT "a"."id" FROM "a" WHERE "a"."id" = %s'
SOME = 'SELECT "a"."id" FROM "a" WHERE "a"."id" IN (%s, %s)'
JOINED = 'SELECT "a"."id" FROM "a" INNER JOIN "b" ON ("a"."b_id" = "b"."id") WHERE "a"."id" = %s'


@pytest.mark.parametrize(
    "sql",
    [ONE, f"{ONE} FOR UPDATE", f'{SOME} ORDER BY "a"."id" ASC FOR UPDATE', f'{JOINED} FOR UPDATE OF "a"', f"{SOME} FOR UPDATE SKIP LOCKED"],
)  # fmt: skip
def test_orderly(sql: str) -> None:
    assert unruly(sql) == ""


@pytest.mark.parametrize(
    ("sql", "why"), [(f"{SOME} FOR UPDATE", "order_by"), (f"{JOINED} FOR UPDATE", "of="), (f'{JOINED} ORDER BY "a"."id" FOR UPDATE', "of=")]
)  # fmt: skip
def test_unruly(sql: str, why: str) -> None:
    assert why in unruly(sql)
