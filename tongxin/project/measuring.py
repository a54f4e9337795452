"""How many requests were answered, how, and how fast: counted in memory that all processes of the program share.

The memory is there before the program splits. Each process writes into its own place and reads those of all; one that is replaced counts on.
"""

import mmap
import threading
from bisect import bisect_left
from collections.abc import Callable
from typing import Final

PLACES: Final = 64
BOUNDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
KINDS: Final = ("2xx", "3xx", "4xx", "5xx")
_CELLS = len(BOUNDS) + 2  # one for slower ones, one for microseconds in all
_ROW = len(KINDS) * _CELLS


class Meter:
    """Answers by kind and duration."""

    def __init__(self) -> None:
        self._cells = memoryview(mmap.mmap(-1, PLACES * _ROW * 8)).cast("Q")
        self._place = 0
        self._lock = threading.Lock()

    def take(self, place: int) -> None:
        """Write into that place from now on: each process its own."""
        self._place = place % PLACES

    def note(self, status: int, seconds: float) -> None:
        """One more was answered."""
        kind = KINDS.index(f"{status // 100}xx") if 200 <= status < 600 else 0
        at = self._place * _ROW + kind * _CELLS
        with self._lock:
            self._cells[at + bisect_left(BOUNDS, seconds)] += 1
            self._cells[at + _CELLS - 1] += int(seconds * 1_000_000)

    def read(self) -> dict[str, tuple[list[int], float]]:
        """For each kind: how many took at most so long (the last: all), and seconds in all."""
        told = {}
        for number, kind in enumerate(KINDS):
            sums = [0] * _CELLS
            for place in range(PLACES):
                at = place * _ROW + number * _CELLS
                sums = [one + other for one, other in zip(sums, self._cells[at : at + _CELLS], strict=True)]
            up_to = [sum(sums[: end + 1]) for end in range(_CELLS - 1)]
            told[kind] = (up_to, sums[-1] / 1_000_000)
        return told


meter = Meter()


def counting(place: int, run: Callable[..., None]) -> Callable[..., None]:
    """The same, by a process that counts in this place."""

    def placed(*given: object) -> None:
        meter.take(place)
        run(*given)

    return placed
