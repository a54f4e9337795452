"""The number of a request: in its answer, on the page that tells of a fault, and on every line of the log that it causes."""

import logging
import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-Id"
_FORM = re.compile(r"[A-Za-z0-9_-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """That of the request at hand; empty outside of one."""
    return _current.get()


def begin(given: str = "") -> None:
    """From here on this thread is at a new request; a proxy of ours may have given it a number already."""
    _current.set(given if _FORM.fullmatch(given) else secrets.token_hex(6))


def end() -> None:
    """The request is answered."""
    _current.set("")


class WithRequestId(logging.Filter):
    """Puts the number on each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the line pass."""
        record.request_id = request_id() or "-"
        return True
