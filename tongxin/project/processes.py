"""Several processes that serve together, at one address or in the background: one that dies is replaced.

They are copies of a parent that has prepared everything, listens, and answers nothing itself. It must hold no connection
to the database and no thread when it splits. Killed without warning, it takes the others with it.
"""

import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

from django.db import connections

log = logging.getLogger(__name__)
SECONDS_TO_END: Final = 20.0
_LOOKS_EVERY = 0.1
_SHORTEST_LIFE = 2.0  # who dies sooner is replaced after a pause, so that a broken one does not keep a core busy


class Stop:
    """SIGINT and SIGTERM end this process in an orderly way, once: a second one does not disturb the ending.

    Until `is_possible()` one that comes is kept: in the middle of a start it would leave threads behind that nobody ends.
    """

    def __init__(self, *, is_asked: bool = False) -> None:
        self._is_possible, self.is_asked = False, is_asked
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        for other in (signal.SIGINT, signal.SIGTERM):
            signal.signal(other, signal.SIG_IGN)
        self.is_asked = True
        if self._is_possible:
            raise KeyboardInterrupt

    def is_possible(self) -> None:
        """From now on a signal raises KeyboardInterrupt here, one that came before does at once."""
        self._is_possible = True
        if self.is_asked:
            raise KeyboardInterrupt


def serve_in_processes(serving: Sequence[Callable[[Stop], None]]) -> None:
    """Run each of these in a process of its own, until this one is asked to stop; then end them all.

    The parent looks whether it was asked instead of being interrupted: an exception that is raised while a process splits is lost.
    """
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is there stays shared: nobody looks through it for garbage any more
    sys.stdout.flush()
    reading, writing = os.pipe()
    stop = Stop()
    parent = _Parent(serving, stop, reading, writing)
    try:
        for place in range(len(serving)):
            parent.start(place)
        while not stop.is_asked:
            parent.replace_the_dead()
            time.sleep(_LOOKS_EVERY)
    finally:
        parent.end_all()


class _Parent:
    """Knows who serves in which place."""

    def __init__(self, serving: Sequence[Callable[[Stop], None]], stop: Stop, reading: int, writing: int) -> None:
        self._serving, self._stop = serving, stop
        self._reading, self._writing = reading, writing
        self._places: dict[int, int] = {}
        self._begun: dict[int, float] = {}
        self._waiting: dict[int, float] = {}

    def start(self, place: int) -> None:
        """Split off the process of that place."""
        pid = os.fork()
        if pid:
            self._places[pid], self._begun[place] = place, time.monotonic()
            return
        status = 1
        try:
            os.close(self._writing)
            threading.Thread(target=_end_with_parent, args=(self._reading,), daemon=True).start()
            self._serving[place](Stop(is_asked=self._stop.is_asked))
            status = 0
        except KeyboardInterrupt:
            status = 0
        except Exception:
            log.exception("server process %d failed", place + 1)
        finally:
            # Not `sys.exit`: the parent's own clean-up must not run in a copy.
            sys.stdout.flush()
            os._exit(status)

    def replace_the_dead(self) -> None:
        """Start anew whoever has ended without being asked."""
        for pid, place in list(self._places.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            del self._places[pid]
            log.warning("server process %d ended (%d) and is replaced", place + 1, os.waitstatus_to_exitcode(status))
            lived = time.monotonic() - self._begun[place]
            self._waiting[place] = time.monotonic() + (_SHORTEST_LIFE if lived < _SHORTEST_LIFE else 0)
        for place in [place for place, at in self._waiting.items() if at <= time.monotonic()]:
            del self._waiting[place]
            self.start(place)

    def end_all(self) -> None:
        """Ask all to end, wait, and end by force who does not."""
        for pid in self._places:
            os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + SECONDS_TO_END
        while self._places:
            for pid in list(self._places):
                if os.waitpid(pid, os.WNOHANG)[0]:
                    del self._places[pid]
                elif time.monotonic() > until:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(_LOOKS_EVERY / 2)


def _end_with_parent(reading: int) -> None:
    """Only the parent holds the other end of the pipe: it closes when the parent is gone."""
    os.read(reading, 1)
    os.kill(os.getpid(), signal.SIGTERM)
