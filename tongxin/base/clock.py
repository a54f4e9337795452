"""The one clock. Rules take the time as an argument; only doors and actions ask here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _replayed.get() or datetime.now(tz=UTC)


@contextmanager
def replaying(at: datetime) -> Iterator[None]:
    """Within the block it is `at` for this thread: for playing a made-up history through the real actions, and nothing else."""
    token = _replayed.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _replayed.reset(token)
