"""Writers of one process take turns, and the turn always ends."""

import subprocess
import sys
import threading
import time

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tongxin.base.database.patience import patience, waiting_at_most
from tongxin.base.sqlite.base import NoTurn
from tongxin.base.sqlite.fairness import FairLock, FileTurn, SharedLock
from tongxin.base.sqlite.tests.test_sqlite_gate import open_at  # noqa: F401  # a fixture


def until(condition) -> None:
    """Wait for other threads; a test that hangs here is red by its time limit."""
    pause = threading.Event()
    for _ in range(2000):
        if condition():
            return
        pause.wait(0.005)
    raise AssertionError("the other threads did not come so far")


@pytest.mark.parametrize("kind", ["threads of one process", "threads beside other processes"])
def test_first_come_first_served(kind, tmp_path):
    lock = FairLock() if kind == "threads of one process" else SharedLock(str(tmp_path / "line"))
    order, threads = [], []
    assert lock.acquire(0)

    def write(number):
        assert lock.acquire(30)
        order.append(number)
        lock.release()

    for number in range(12):
        threads.append(threading.Thread(target=write, args=(number,)))
        threads[-1].start()
        until(lambda count=number + 1: lock.waiting == count)
    lock.release()
    for thread in threads:
        thread.join()
    assert order == list(range(12))
    assert lock.acquire(0)


def test_a_turn_that_does_not_come_in_time():
    lock = FairLock()
    assert lock.acquire(0)
    assert not lock.acquire(0.01)
    assert lock.waiting == 0
    lock.release()
    assert lock.acquire(0)


def test_nobody_waits_behind_one_who_gave_up():
    lock, got = FairLock(), []
    lock.acquire(0)
    impatient = threading.Thread(target=lambda: got.append(("impatient", lock.acquire(0.2))))
    impatient.start()
    until(lambda: lock.waiting == 1)
    patient = threading.Thread(target=lambda: got.append(("patient", lock.acquire(30))))
    patient.start()
    until(lambda: lock.waiting == 2)
    impatient.join()
    lock.release()
    patient.join()
    assert got == [("impatient", False), ("patient", True)]


def table(connection):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS parent (id integer PRIMARY KEY)")
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS t"
            " (n integer UNIQUE, parent integer REFERENCES parent DEFERRABLE INITIALLY DEFERRED)"
        )


def insert(connection, n, parent=None):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO t (n, parent) VALUES (%s, %s)", [n, parent])


def is_free(connection) -> bool:
    free = connection.write_lock.acquire(0)
    if free:
        connection.write_lock.release()
    return free


@pytest.fixture
def connection(open_at):  # noqa: F811
    connection = open_at()
    table(connection)
    return connection


def test_two_connections_to_a_file_share_the_line_and_two_files_do_not(open_at, tmp_path):  # noqa: F811
    first, second = open_at(), open_at()
    assert first.write_lock is second.write_lock
    assert open_at("./firm.sqlite3").write_lock is first.write_lock
    assert open_at("other.sqlite3").write_lock is not first.write_lock


@pytest.fixture
def in_atomic(connection, monkeypatch):
    """Atomic blocks run on this connection."""
    monkeypatch.setattr(transaction, "get_connection", lambda using=None: connection)
    return transaction.atomic


def test_the_turn_ends_with_the_commit(connection, in_atomic):
    with in_atomic():
        assert not is_free(connection)
        insert(connection, 1)
    assert is_free(connection)


def test_inner_blocks_keep_the_turn_of_the_outer_one(connection, in_atomic):
    with in_atomic():
        insert(connection, 1)
        with pytest.raises(IntegrityError), in_atomic():
            insert(connection, 1)
        assert not is_free(connection)
    assert is_free(connection)


def test_the_turn_ends_with_an_exception(connection, in_atomic):
    with pytest.raises(RuntimeError), in_atomic():
        raise RuntimeError
    assert is_free(connection)


def test_the_turn_ends_when_the_commit_is_refused(connection, in_atomic):
    with pytest.raises(IntegrityError), in_atomic():
        insert(connection, 1, parent=99)  # the foreign key is checked at the end
    assert is_free(connection)
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_the_turn_ends_when_the_connection_is_closed(connection, in_atomic):
    block = in_atomic()
    block.__enter__()
    connection.close()
    assert is_free(connection)
    with pytest.raises(DatabaseError):
        insert(connection, 1)
    block.__exit__(None, None, None)
    assert is_free(connection)


def test_the_turn_ends_when_the_transaction_can_not_begin(connection, in_atomic, open_at):  # noqa: F811
    other = open_at()
    with other.cursor() as cursor:  # as another program would: without standing in our line
        cursor.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="locked"), in_atomic():
        pass
    assert is_free(connection)
    other.connection.rollback()
    with in_atomic():
        insert(connection, 1)


def test_who_gets_no_turn_is_told_so(connection, in_atomic):
    connection.write_lock.acquire(0)
    with pytest.raises(NoTurn), in_atomic():
        pass
    connection.write_lock.release()
    with in_atomic():
        insert(connection, 1)


def test_who_has_little_patience_is_told_so_soon(connection, in_atomic):
    connection.settings_dict["OPTIONS"]["timeout"] = 5
    connection.write_lock.acquire(0)
    begun = time.monotonic()
    with waiting_at_most(0.01), pytest.raises(NoTurn), in_atomic():
        pass
    assert time.monotonic() - begun < 4
    assert patience(5) == 5, "behind the block the usual time counts"
    connection.write_lock.release()


GREEDY = """
import sys, time
from tongxin.base.sqlite.fairness import FileTurn
turn = FileTurn(sys.argv[1])
with open(sys.argv[2], "ab", 0) as count:
    while True:
        assert turn.acquire(30)
        count.write(b".")
        time.sleep(0.002)
        turn.release()
"""


def test_a_process_that_writes_without_end_lets_others_in_and_its_death_too(tmp_path):
    line, count = str(tmp_path / "line"), tmp_path / "count"
    greedy = subprocess.Popen([sys.executable, "-c", GREEDY, line, str(count)])
    turn = FileTurn(line)
    try:
        until(lambda: count.exists() and count.stat().st_size > 3)
        for _time in range(20):
            before = count.stat().st_size
            assert turn.acquire(30)
            assert (
                count.stat().st_size <= before + 2
            )  # the turn that was under way, and one that was already inside the door
            turn.release()
    finally:
        greedy.kill()
        greedy.wait()
    assert turn.acquire(0)
    turn.release()
