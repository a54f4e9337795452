"""Filing words beside an import.

PostgreSQL keeps words of new records in a list before the index, and who fills the list files it. While many records come in, a
second connection does that on another core. It changes nothing but the inside of the index: what it does not get to, or leaves
when it is killed, the next writer files.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db import DatabaseError, connection

log = logging.getLogger(__name__)
_FILE: Final = "SELECT gin_clean_pending_list('search_index_words')"
# Megabytes that may wait. Each question reads what waits, so the second number is only reached where the filer is held up.
_ALONE: Final = 4
_BESIDE: Final = 16
_room: ContextVar[int] = ContextVar("room", default=_ALONE)


def room() -> int:
    """How many megabytes of words of many new records may wait before the writer itself files them."""
    return _room.get()


@contextmanager
def filing_beside() -> Iterator[Callable[[], None]]:
    """Within the block many new records come in; what it gives is to be called after each commit. On SQLite it does nothing."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield lambda: None
        return
    filer = _Filer()
    filer.thread.start()
    token = _room.set(_BESIDE)
    try:
        yield filer.has_work.set
    finally:
        _room.reset(token)
        filer.is_over = True
        filer.has_work.set()
        filer.thread.join()


class _Filer:
    """A thread with a connection of its own."""

    def __init__(self) -> None:
        self.has_work = threading.Event()
        self.is_over = False
        self.thread = threading.Thread(target=self._work, name="tongxin-search-filer", daemon=True)

    def _work(self) -> None:
        try:
            while self.has_work.wait() and not self.is_over:
                self.has_work.clear()
                with connection.cursor() as cursor:
                    cursor.execute(_FILE)
        except DatabaseError as error:
            log.warning("words of new records are filed by the writer alone: %s", error)
        finally:
            connection.close()
