"""Which SQLite library runs: the newer of the one that Python was built with and the one in the `pysqlite3` wheel.

Debian 12 ships SQLite 3.40, on which a WAL database is not safe; the wheel carries one on which it is. With WAL a commit costs
one write to the disk instead of several, and readers no longer wait for it. Decision record 0011 has the figures.
"""

import importlib
import importlib.util
import sqlite3
import sys


def use_newest() -> tuple[int, int, int]:
    """Let `import sqlite3` mean the newer library from here on; answers its version.

    Call it before any module that imports sqlite3 is read: who has imported the older one keeps it, and a process with two of them
    that opens one file with both loses its locks on it (sqlite.org/howtocorrupt.html, 2.2.1).
    """
    if importlib.util.find_spec("pysqlite3") is None:
        return sqlite3.sqlite_version_info
    wheel = importlib.import_module("pysqlite3.dbapi2")
    version: tuple[int, int, int] = wheel.sqlite_version_info
    if version <= sqlite3.sqlite_version_info:
        return sqlite3.sqlite_version_info
    sys.modules["sqlite3"] = importlib.import_module("pysqlite3")
    sys.modules["sqlite3.dbapi2"] = wheel
    return version
