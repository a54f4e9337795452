"""Reports may read from a second PostgreSQL server that follows the first: heavy questions then take nothing from people at work.

What they show may be some seconds old. When the second server is away, far behind, or no follower at all, the first one answers.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from django.db import DatabaseError, connections
from django.db.models import Model

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger(__name__)
REPLICA: Final = "replica"
LOOKED_AT_EVERY: Final = 5.0  # seconds
_FOLLOWS: Final = """
    SELECT pg_is_in_recovery()
        AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver)
        AND (pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
            OR now() - pg_last_xact_replay_timestamp() < interval '30 seconds')
"""
_reporting: ContextVar[bool] = ContextVar("reporting", default=False)


class ReportsFromReplica:
    """Django's router: reads of a report go to the follower, and everything else where it always goes."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:  # Any: as Django has it
        """The follower within a report."""
        return REPLICA if _reporting.get() else None

    def db_for_write(self, model: type[Model], **hints: Any) -> str:  # Any: as above
        """Always the first: also what was read from the follower is written there."""
        return "default"

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:  # Any: as above
        """Both hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:  # Any: as above
        """The follower gets its tables from the first."""
        return db == "default"


class _Fitness:
    """Whether the follower follows; looked at every few seconds."""

    def __init__(self) -> None:
        self._known: tuple[float, bool] | None = None

    def __call__(self) -> bool:
        at = time.monotonic()
        if self._known is None or at - self._known[0] > LOOKED_AT_EVERY:
            before, self._known = self._known, (at, _follows())
            if before is None or before[1] != self._known[1]:
                log.info("reports are read from the %s server", "second" if self._known[1] else "first")
        return self._known[1]


def _follows() -> bool:
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(_FOLLOWS)
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        connections[REPLICA].close()
        return False


_is_fit = _Fitness()


@contextmanager
def report() -> Iterator[None]:
    """Within the block objects are read from the follower, when there is one that is fit."""
    token = _reporting.set(REPLICA in connections.settings and _is_fit())
    try:
        yield
    finally:
        _reporting.reset(token)


def as_report(view: Callable[P, R]) -> Callable[P, R]:
    """A page that reads much and changes nothing."""

    @wraps(view)
    def reporting(*args: P.args, **kwargs: P.kwargs) -> R:
        with report():
            return view(*args, **kwargs)

    return reporting
