"""How long somebody waits for a turn to write: reading something must not wait long for what it writes beside."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_most: ContextVar[float | None] = ContextVar("patience", default=None)


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Within it a transaction that gets no turn in that time ends in an OperationalError. PostgreSQL, where writers need no turn, knows no such wait."""
    token = _most.set(seconds)
    try:
        yield
    finally:
        _most.reset(token)


def patience(usual: float) -> float:
    """The seconds to wait now."""
    most = _most.get()
    return usual if most is None else min(usual, most)
