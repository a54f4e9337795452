"""What an answer shows that is worth a line in a log: said while it is made, read when it is out."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """Somebody (the number of the person) was shown these facts (`fields`) of these records (`ids`) of a kind."""

    person: int
    kind: str
    ids: frozenset[int]
    fields: frozenset[str]


_gathered: ContextVar[list[Shown] | None] = ContextVar("shown", default=None)


@contextmanager
def gathering() -> Iterator[list[Shown]]:
    """Everything that is said within it to be shown."""
    found: list[Shown] = []
    token = _gathered.set(found)
    try:
        yield found
    finally:
        _gathered.reset(token)


def say_shown(one: Shown) -> None:
    """Said by whoever makes the answer; outside of answers nobody listens."""
    found = _gathered.get()
    if found is not None and one.ids and one.fields:
        found.append(one)
