"""How the log reads: what happened and where in the program, never what people typed.

The words of an exception often repeat a value that somebody entered (`Key (email)=(…) already exists`): only those of the disk and of a database
that does not answer are kept. Addresses may hold secrets (links of welcome): a request is told by the pattern of its address.
"""

import json
import logging
import traceback
from types import TracebackType
from typing import Final

from django.db import OperationalError

_TELLING: Final = (OSError, OperationalError, ImportError)
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class CarefulLine(logging.Formatter):
    """A line for people, with the frames of an exception beneath it."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802  # the name is Python's
        """Frames and kinds of what was raised, the first cause first."""
        return "\n".join(_told(ei[1])) if ei[1] else ""


class JsonLine(CarefulLine):
    """One JSON object a line, for programs that gather logs: `TONGXIN_LOG=json`."""

    def format(self, record: logging.LogRecord) -> str:
        """Instant, level, who speaks, what it says, the number of the request, and what was raised."""
        said = {
            "at": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "name": record.name,
            "says": record.getMessage(),
            "request": getattr(record, "request_id", "-"),
        }
        if record.exc_info:
            said["raised"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def _told(error: BaseException) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_told(cause), "whereupon:"] if cause else []
    lines += [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__, limit=-30)
    ]
    words = f": {' '.join(str(error).split())[:300]}" if isinstance(error, _TELLING) else ""
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}{words}"]
