"""WAL only on versions of SQLite that can't corrupt it."""

import sqlite3

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler

from tongxin.base.sqlite import base
from tongxin.base.sqlite.base import JournalModeRefused
from tongxin.base.sqlite.gate import journal_mode, journal_notice, wal_is_safe


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 49, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_which_versions_are_safe(version, is_safe):
    assert wal_is_safe(version) is is_safe
    assert journal_mode(version) == ("WAL" if is_safe else "TRUNCATE")
    assert "corrupt" in journal_notice(version, "TRUNCATE") or is_safe


@pytest.fixture
def open_at(tmp_path, django_db_blocker):
    """Open a database of its own through the backend."""
    opened = []

    def open_file(name="firm.sqlite3", **options):
        settings = {
            "ENGINE": "tongxin.base.sqlite",
            "NAME": str(tmp_path / name),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.2} | options,
        }
        connection = ConnectionHandler({"default": settings})["default"]
        connection.inc_thread_sharing()
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield open_file
        for connection in opened:
            connection.close()


def pragma(connection, name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(("version", "mode"), [((3, 40, 1), "truncate"), ((3, 51, 3), "wal")])
def test_the_version_decides_the_mode_of_every_connection(open_at, monkeypatch, version, mode):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert pragma(open_at(), "journal_mode") == mode
    assert pragma(open_at(), "journal_mode") == mode


def test_a_wal_database_from_elsewhere_is_turned_back(open_at, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with sqlite3.connect(tmp_path / "firm.sqlite3") as other:
        other.execute("PRAGMA journal_mode=WAL")
    other.close()
    assert pragma(open_at(), "journal_mode") == "truncate"


def test_a_wal_database_that_another_program_holds_is_refused(open_at, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    other = sqlite3.connect(tmp_path / "firm.sqlite3")
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE t (n)")
    with pytest.raises(JournalModeRefused, match="stop other programs"):
        open_at().ensure_connection()
    other.close()
    open_at().ensure_connection()


def test_a_file_system_without_shared_memory_gets_the_rollback_journal(open_at, monkeypatch, tmp_path):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    connection = open_at()
    connection.settings_dict["NAME"] = f"file:{tmp_path}/other.sqlite3?vfs=unix-dotfile"
    assert pragma(connection, "journal_mode") == "truncate"


def test_the_mode_is_said_in_the_log(open_at, monkeypatch, caplog):
    base._say_once.cache_clear()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with caplog.at_level("INFO", logger="tongxin"):
        open_at().ensure_connection()
        open_at().ensure_connection()
    assert [record.getMessage() for record in caplog.records] == [journal_notice((3, 40, 1), "TRUNCATE")]


def test_what_every_connection_promises(open_at):
    connection = open_at()
    promises = {"foreign_keys": 1, "synchronous": 2, "cache_size": -16384, "mmap_size": 0, "temp_store": 2}
    assert {name: pragma(connection, name) for name in promises} == promises


@pytest.mark.django_db
def test_foreign_keys_hold_in_the_tests_too():
    connection = connections["default"]
    if connection.vendor == "sqlite":
        assert pragma(connection, "foreign_keys") == 1
    else:
        assert connection.vendor == "postgresql"
