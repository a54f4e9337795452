"""Work: what is done behind the scenes, after the change that asked for it is committed.

A room writes a plain function in its `jobs.py` and marks it with `@work(name="imports.run")`. Its arguments are JSON values
given by keyword; a function that also takes `job` gets a handle for progress and for committing in pieces. The names kept here
are part of the jobs mechanism (collab/jobs runs them), as addresses are part of the router: this is no registry by which rooms
describe themselves to one another, and nothing but the worker reads it.

Everything may run twice: a worker can die after the last commit and before its job is marked done. Work that changes rows does
so in pieces, each in one transaction with `job.within(...)` as its first statement.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol, TypeVar

Function = Callable[..., Any]  # Any: each work has its own arguments, and a JSON value or None as its result
F = TypeVar("F", bound=Function)


class GiveUp(Exception):  # named after what the work says; it is no fault of the program
    """Trying again won't help. The text is shown to the person who asked."""


class Interrupted(Exception):
    """The work must stop at this point: another worker took over, somebody asked to stop, or the program is closing.

    Let it pass: the worker knows what to do with it.
    """


class WorkNameTaken(ValueError):
    """Two functions carry the same work name."""


class UnknownWork(LookupError):
    """No installed room has work of this name."""


class Handle(Protocol):
    """What running work may say to the one who watches it."""

    @property
    def id(self) -> int:
        """Number of the job."""

    @property
    def done(self) -> int:
        """How far earlier runs came, as last committed: after a crash, where the last piece ended."""

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far it is, as often as one likes: written down twice a second at most, outside of transactions.

        Raises Interrupted.
        """

    def within(self, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """First statement of a transaction that must count only while this worker still holds the job.

        Until that transaction ends nobody can take the job over, so a piece of work and the note of how far it came are
        committed together or not at all. Raises Interrupted.
        """


@dataclass(frozen=True, kw_only=True)
class Work:
    """One kind of work. `retries` counts further tries after a failure; `every` makes it periodic; `pauses` are those between its tries where
    they are not the usual ones, the last of them standing for all that follow."""

    name: str
    function: Function
    retries: int
    every: timedelta | None
    wants_handle: bool
    pauses: Sequence[timedelta] = ()


_works: dict[str, Work] = {}


def work(
    *, name: str, retries: int = 4, every: timedelta | None = None, pauses: Sequence[timedelta] = ()
) -> Callable[[F], F]:
    """Mark a function as work. Periodic work takes no arguments but `job`. Raises WorkNameTaken."""

    def mark(function: F) -> F:
        known = _works.get(name)
        if known is not None and known.function.__module__ != function.__module__:
            raise WorkNameTaken(f"work {name!r} is both in {known.function.__module__} and in {function.__module__}")
        wants_handle = "job" in inspect.signature(function).parameters
        _works[name] = Work(
            name=name, function=function, retries=retries, every=every, wants_handle=wants_handle, pauses=pauses
        )
        return function

    return mark


def work_named(name: str) -> Work:
    """The work of that name. Raises UnknownWork."""
    try:
        return _works[name]
    except KeyError:
        raise UnknownWork(f"no room has work named {name!r}") from None


def pauses_of(name: str) -> Sequence[timedelta]:
    """Its own pauses between tries; empty where it has the usual ones, or nobody knows it."""
    found = _works.get(name)
    return found.pauses if found is not None else ()


def periodic_works() -> list[Work]:
    """All works that begin by themselves."""
    return [work for work in _works.values() if work.every is not None]
