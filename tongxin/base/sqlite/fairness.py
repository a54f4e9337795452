"""A fair write lock for the threads of a process, first come, first served; and one for several processes.

Without it SQLite's busy handler lets writers overtake each other at random, and an unlucky one waits for seconds.
"""

import errno
import os
import sys
import threading
import time
from collections import deque
from typing import Final

if sys.platform != "win32":
    import fcntl

_DOOR, _INSIDE = 0, 1
_LOOKS_EVERY: Final = 0.001
_MOST_IN_A_ROW: Final = 8


class FairLock:
    """Hands itself to waiters in the order in which they came. Not re-entrant; any thread may release it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    def acquire(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds for a turn. False when it did not come."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            came = turn.acquire(timeout=timeout)
        except BaseException:  # Ctrl-C while in line: a turn handed to nobody would stop all writers for good
            if not self._leave(turn):
                self.release()
            raise
        return came or not self._leave(turn)

    def release(self) -> None:
        """Pass the lock to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    @property
    def waiting(self) -> int:
        """How many stand in line."""
        return len(self._waiting)

    def _leave(self, turn: threading.Lock) -> bool:
        """Step out of the line. False when the turn came in this very moment, and is now held."""
        with self._guard:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True


class FileTurn:
    """The same between processes: byte locks on a file beside the database, which the system takes away from who dies.

    Whoever wants to write waits for the place behind the door while another writes, and leaves the door only then. So a process
    that writes again and again can't be first each time: it finds the door closed by who waits. One thread of a process at a time.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds for the turn. False when it did not come."""
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        until = time.monotonic() + timeout
        if not self._locked(_DOOR, until):
            return False
        try:
            return self._locked(_INSIDE, until)
        finally:
            self._free(_DOOR)

    def release(self) -> None:
        """Let the next in."""
        self._free(_INSIDE)

    def _locked(self, place: int, until: float) -> bool:
        while True:
            try:
                fcntl.lockf(self._open, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EAGAIN):
                    raise
            else:
                return True
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOKS_EVERY)

    def _free(self, place: int) -> None:
        if self._file is not None:
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, place)

    @property
    def _open(self) -> int:
        assert self._file is not None
        return self._file


class SharedLock(FairLock):
    """A fair lock for the threads of all processes that name the same file.

    Threads that wait in one process follow each other a few times before another process is let in: else eight people would share
    every second turn with one background job.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self._turn = FileTurn(path)
        self._in_a_row = 0
        self._is_passed_on = False  # the turn of the process came with that of the thread

    def acquire(self, timeout: float) -> bool:
        """As for the threads of one process, then for the process itself."""
        until = time.monotonic() + timeout
        if not super().acquire(timeout):
            return False
        if self._is_passed_on:
            self._is_passed_on = False
            return True
        came = False
        try:
            came = self._turn.acquire(until - time.monotonic())
        finally:
            if not came:
                super().release()
        return came

    def release(self) -> None:
        """Pass it on to the next thread here, or first let other processes in and then the next thread here come to the door."""
        self._is_passed_on = False
        with self._guard:
            if self._waiting and self._in_a_row < _MOST_IN_A_ROW:
                self._in_a_row += 1
                self._is_passed_on = True
                self._waiting.popleft().release()
                return
        self._in_a_row = 0
        self._turn.release()
        super().release()
