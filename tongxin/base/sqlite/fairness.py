"""A fair write lock for the threads of one process: first come, first served.

Without it SQLite's busy handler lets writers overtake each other at random, and an unlucky one waits for seconds.
"""

import threading
from collections import deque


class FairLock:
    """Hands itself to waiters in the order in which they came. Re-entrant per thread it is not."""

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
        if turn.acquire(timeout=timeout):
            return True
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
            return True  # the turn came between the time-out and this line

    def release(self) -> None:
        """Pass the lock to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False
