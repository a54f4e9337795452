"""What DATABASE_URL says, and that programs which prepare one database take turns, also behind a pool."""

import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from tongxin.project.care.in_turn import database_to_oneself
from tongxin.project.database import database_from_url

URL = "postgres://me:secret@db.corp.lan:6432/firm"


def test_behind_a_pool_of_transactions_nothing_belongs_to_a_session() -> None:
    own, pooled = (database_from_url(f"{URL}{more}", Path()) for more in ("", "?pool_mode=transaction&sslmode=require"))
    assert (own["OPTIONS"]["prepare_threshold"], own["DISABLE_SERVER_SIDE_CURSORS"]) == (1, False)
    assert "jit=off" in own["OPTIONS"]["options"]
    assert pooled["OPTIONS"] == {"sslmode": "require", "prepare_threshold": None}
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"]
    assert database_from_url(f"{URL}?pool_mode=session", Path()) == own


@pytest.mark.django_db(transaction=True)
def test_one_after_the_other_has_the_database_to_itself() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file is held by its folder")
    entered = threading.Event()

    def other() -> None:
        with database_to_oneself():
            entered.set()
        connections.close_all()

    with database_to_oneself():
        waiting = threading.Thread(target=other)
        waiting.start()
        assert not entered.wait(0.3)
    assert entered.wait(10)
    waiting.join()
