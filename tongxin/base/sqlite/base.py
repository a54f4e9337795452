"""Django's SQLite backend with a fair write lock and the safe journal mode."""

import sqlite3
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base as sqlite

from tongxin.base.sqlite.fairness import FairLock
from tongxin.base.sqlite.gate import journal_mode

_locks: dict[str, FairLock] = {}


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """Every transaction begins IMMEDIATE; in one process writers take turns."""

    _lock_held = False

    @property
    def write_lock(self) -> FairLock:
        """The lock that all connections to this file share."""
        return _locks.setdefault(str(self.settings_dict["NAME"]), FairLock())

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # Any: as in Django's own signature
        connection = super().get_new_connection(conn_params)
        mode = journal_mode(sqlite3.sqlite_version_info)
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-65536")
        connection.execute("PRAGMA temp_store=MEMORY")
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        timeout = float(self.settings_dict.get("OPTIONS", {}).get("timeout", 20))
        if not self.write_lock.acquire(timeout):
            raise OperationalError("database is busy: no turn to write within the time limit")
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
        result = super()._commit()
        self._release()
        return result

    def _rollback(self) -> Any:  # Any: as in Django's own signature
        try:
            return super()._rollback()
        finally:
            self._release()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._release()
