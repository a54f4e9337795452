"""Programs that start on the same data or the same database prepare it one after the other."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import connection

if sys.platform != "win32":
    import fcntl

_FILE: Final = "preparing.lock"
_KEY: Final = 0x746F6E67  # "tong": any number that no other program takes in this database


@contextmanager
def folder_to_oneself(folder: Path) -> Iterator[None]:
    """Wait until no other program prepares this data folder, and hold it. A killed program holds nothing any more."""
    held = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if sys.platform != "win32":
            fcntl.lockf(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


@contextmanager
def database_to_oneself() -> Iterator[None]:
    """The same for a database server that several machines use, each with a folder of its own."""
    if connection.vendor != "postgresql":
        yield
        return
    beside = connection.copy()
    beside.set_autocommit(False)  # a lock of a transaction: behind a pool a session may be another one the next moment
    try:
        with beside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KEY])
        yield
    finally:
        beside.close()
