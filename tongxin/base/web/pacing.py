"""How many requests each person and each program made in this minute: counted in memory that all processes of the program share.

The memory is there before the program splits. A count may come out a little low where two processes meet; it never comes out high.
"""

import mmap
import threading
import time
from typing import Final

from django.conf import settings

MINUTE: Final = 60
SLOTS: Final = 4096
_CELLS: Final = 3  # whose it is, which minute, how many
_NEIGHBOURS: Final = 8


class TooFast(Exception):
    """More requests in a minute than anybody needs; the next one is answered after so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Pace:
    """Requests of this minute, by a number of whoever asks."""

    def __init__(self, slots: int = SLOTS) -> None:
        self._slots = slots
        self._cells = memoryview(mmap.mmap(-1, slots * _CELLS * 8)).cast("Q")
        self._lock = threading.Lock()

    def note(self, who: int, *, at: float) -> int:
        """One more of this one, from 1 on; answers how many there are in the minute of `at` (seconds since the epoch). Where too many others
        ask in the same minute to be counted one by one, 0: nobody is refused for want of a place."""
        minute = int(at) // MINUTE
        with self._lock:
            for step in range(_NEIGHBOURS):
                cell = (who + step) % self._slots * _CELLS
                if self._cells[cell] != who and self._cells[cell + 1] == minute:
                    continue
                is_new = self._cells[cell] != who or self._cells[cell + 1] != minute
                count = 1 if is_new else self._cells[cell + 2] + 1
                self._cells[cell], self._cells[cell + 1], self._cells[cell + 2] = who, minute, count
                return count
        return 0


pace = Pace()


def keep_pace(*, person: int = 0, token: int = 0) -> None:
    """Count a request of this person, or of this token. Raises TooFast above what the installation allows."""
    most = settings.REQUESTS_PER_MINUTE[1 if token else 0]
    at = time.time()
    if most and pace.note(token * 2 + 1 if token else person * 2, at=at) > most:
        raise TooFast(MINUTE - int(at) % MINUTE)
