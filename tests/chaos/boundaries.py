"""Where the program commits: each end of a transaction and each change outside of one, in the order of one run, with a name."""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER")
_PROGRAM = f"{os.sep}tongxin{os.sep}"


class Boundaries:
    """Counts them in this process and notes their names in a file; dies before or after the one it was told. `passed` is called with
    the number of each behind it."""

    def __init__(
        self, names: Path, die_at: int = -1, side: str = "before", passed: Callable[[int], None] | None = None
    ) -> None:
        self.names, self.die_at, self.side, self.count, self.passed = names, die_at, side, 0, passed

    def watch(self) -> None:
        """From now on, on every connection of this process."""
        commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]  # private in the stubs

        def counted(connection: BaseDatabaseWrapper) -> None:
            with self._passing():
                commit(connection)

        BaseDatabaseWrapper._commit = counted  # type: ignore[attr-defined]  # as above
        connection_created.connect(self._with_wrapper, weak=False, dispatch_uid="boundaries")

    def _with_wrapper(self, connection: BaseDatabaseWrapper, **_more: object) -> None:
        connection.execute_wrappers.append(self._statement)

    def _statement(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:  # Any: Django's own
        """A change outside of a transaction is committed by itself."""
        if context["connection"].in_atomic_block or not sql.lstrip().upper().startswith(CHANGES):
            return execute(sql, params, many, context)
        with self._passing():
            return execute(sql, params, many, context)

    def _passing(self) -> "_Passing":
        number = self.count
        self.count += 1
        with self.names.open("a") as file:
            file.write(f"{_name(sys._getframe(2))}\n")
        return _Passing(partial(self._die, number, "before"), partial(self._die, number, "after"))

    def _die(self, number: int, side: str) -> None:
        if (number, side) == (self.die_at, self.side):
            os.kill(os.getpid(), signal.SIGKILL)
        if side == "after" and self.passed is not None:
            self.passed(number)


class _Passing:
    """Over a boundary: something is called on either side of it."""

    def __init__(self, before: Callable[[], None], after: Callable[[], None]) -> None:
        self._before, self._after = before, after

    def __enter__(self) -> None:
        self._before()

    def __exit__(self, *wrong: object) -> None:
        if wrong[0] is None:
            self._after()


def _name(frame: FrameType | None) -> str:
    """The function of the program whose transaction ends: the one that is wrapped, or the one in which `with` stands."""
    while frame is not None:
        wrapped = frame.f_locals.get("func") if frame.f_code.co_name == "inner" else None
        if wrapped is not None and getattr(wrapped, "__module__", "").startswith("tongxin"):
            return f"{wrapped.__module__.removeprefix('tongxin.')}.{wrapped.__name__}"
        path = frame.f_code.co_filename
        if _PROGRAM in path and f"{os.sep}sqlite{os.sep}" not in path and "site-packages" not in path:
            return f"{path.rpartition(_PROGRAM)[2].removesuffix('.py').replace(os.sep, '.')}.{frame.f_code.co_name}"
        frame = frame.f_back
    return "beside the program"
