"""A bell that wakes workers: rung when work was committed, heard by all processes that were split off from the same one."""

import os
import select


class Bell:
    """A ring wakes a waiting worker at once; rung while nobody waits, it is heard by the next who does."""

    def __init__(self) -> None:
        self._hear, self._pull = os.pipe()
        os.set_blocking(self._hear, False)
        os.set_blocking(self._pull, False)

    def ring(self) -> None:
        """Let somebody look for work."""
        try:
            os.write(self._pull, b".")
        except BlockingIOError:
            return  # thousands of rings wait to be heard: one more says nothing new

    def wait(self, seconds: float) -> None:
        """Until it rings, or the time has passed. All rings so far are heard at once."""
        if select.select([self._hear], [], [], seconds)[0]:
            try:
                os.read(self._hear, 65_536)
            except BlockingIOError:
                return  # another worker heard it first


bell = Bell()
