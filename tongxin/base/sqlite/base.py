"""Django's SQLite backend with a fair write lock and the safe journal mode."""

import logging
import os
import sqlite3
import sys
from functools import cache
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base as sqlite

from tongxin.base.database.full_disk import note_refusal
from tongxin.base.database.patience import patience
from tongxin.base.sqlite.fairness import FairLock, SharedLock
from tongxin.base.sqlite.gate import journal_mode, journal_notice

log = logging.getLogger(__name__)
SECONDS_TO_WAIT = 20.0
_locks: dict[str, FairLock] = {}

# 16 MB of pages a connection: 64 MB wrote 300,000 indexed rows no faster and made ten threads hold 600 MB. No memory
# mapping: a fault of the disk would then kill the program instead of failing one statement.
_PRAGMAS = ("synchronous=FULL", "cache_size=-16384", "mmap_size=0", "temp_store=MEMORY")


class JournalModeRefused(OperationalError):
    """Another program holds the database open in a journal mode that is not safe here."""


class NoTurn(OperationalError):
    """Other writers were busy for longer than the time limit."""


@cache
def _say_once(notice: str) -> None:
    log.info(notice)


def _safe_journal_mode(connection: sqlite3.Connection) -> str:
    """Put the connection into the safe mode and answer which it is. Raises JournalModeRefused."""
    wanted = journal_mode(sqlite3.sqlite_version_info)
    try:
        mode = _set_journal_mode(connection, wanted)
        if mode != wanted and wanted == "WAL":  # the file system has no shared memory
            mode = _set_journal_mode(connection, "TRUNCATE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise JournalModeRefused(
            f"can't put the database into journal mode {wanted} ({error}); stop other programs that use it"
        ) from error
    return mode


def _set_journal_mode(connection: sqlite3.Connection, mode: str) -> str:
    (answered,) = connection.execute(f"PRAGMA journal_mode={mode}").fetchone()
    return str(answered).upper()


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """Every transaction begins IMMEDIATE; writers take turns, those of one process and processes with each other.

    Statements outside of a transaction take no turn: they wait for the file's lock as SQLite does, up to the same time limit.
    """

    _lock_held = False

    @property
    def write_lock(self) -> FairLock:
        """The lock that all connections to this file share."""
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db() or name.startswith("file:") or sys.platform == "win32":
            return _locks.setdefault(name, FairLock())
        place = os.path.realpath(name)
        return _locks.get(place) or _locks.setdefault(place, SharedLock(f"{place}-turn"))

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # Any: as in Django's own signature
        connection = super().get_new_connection(conn_params)
        mode = _safe_journal_mode(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if mode in ("WAL", "TRUNCATE"):
            _say_once(journal_notice(sqlite3.sqlite_version_info, mode))
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        timeout = float(self.settings_dict.get("OPTIONS", {}).get("timeout", SECONDS_TO_WAIT))
        if not self.write_lock.acquire(patience(timeout)):
            raise NoTurn("database is busy: no turn to write within the time limit")
        self._lock_held = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # private in the stubs
        except BaseException:
            self._release()
            raise

    def _release(self) -> None:
        if self._lock_held:
            self._lock_held = False
            self.write_lock.release()

    def _commit(self) -> Any:  # Any: as in Django's own signature
        # A commit that fails leaves the transaction open: the turn ends with the rollback that must follow.
        result = super()._commit()  # type: ignore[misc]  # private in the stubs
        self._release()
        return result

    def _rollback(self) -> Any:  # Any: as in Django's own signature
        note_refusal(sys.exc_info()[1])
        try:
            return super()._rollback()  # type: ignore[misc]  # private in the stubs
        finally:
            self._release()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # private in the stubs
        finally:
            self._release()
