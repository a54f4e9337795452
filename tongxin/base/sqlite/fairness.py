"""A fair write lock for the threads of one process: first come, first served.

Without it SQLite's busy handler lets writers overtake each other at random, and an unlucky one waits for seconds.
"""

import threading
from collections import deque


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
