"""What is done by a rule knows it, so that rules which set each other going are noticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tongxin.collab.automations.models import Run

_run: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def within(run: Run) -> Iterator[None]:
    """Whatever happens in the block is done by this run."""
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)


def current_run() -> Run | None:
    """The run that is at work here."""
    return _run.get()


def depth_now() -> int:
    """How many rules led here, one after the other."""
    run = _run.get()
    return run.depth + 1 if run is not None else 0
