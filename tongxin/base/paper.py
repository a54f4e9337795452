"""Sheets on paper: HTML becomes PDF on the machine itself, and while it does nothing is fetched from anywhere.

The printer runs in a process of its own, one at a time: it is linked with libraries of the system which may be missing, and its memory
is given back. What is the same is printed once.
"""

import subprocess
import sys
import threading
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText

NO_LIBRARY, NO_FACE = 3, 4  # as paper_printer.py ends, which only runs where the libraries are
_SECONDS = 60
_MOST = 4 * 1024 * 1024
_KEPT = 32
_one_at_a_time = threading.Lock()


class CannotPrint(Exception):  # named after the world: there is no printer, or it is busy
    """No PDF came of it; as text it says why, and what to do."""

    def __init__(self, reason: LazyText) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


_WHY = {
    NO_LIBRARY: _(
        "PDFs can't be made here yet: whoever runs Tongxin installs Pango (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0). Until then print the page from the browser."
    ),
    NO_FACE: _(
        "There is no Chinese typeface on this machine: whoever runs Tongxin installs one (Debian: apt install fonts-noto-cjk). Until then print the page from the browser."
    ),
}


@lru_cache(maxsize=_KEPT)
def printed(html: str) -> bytes:
    """The whole document `html` as PDF. Only `data:` addresses are read. Raises CannotPrint with a sentence for whoever wanted it."""
    if len(html) > _MOST:
        raise CannotPrint(_("This is too long to print. Make it shorter, or take it out as a file."))
    if not _one_at_a_time.acquire(timeout=_SECONDS):
        raise CannotPrint(_("Other sheets are being printed just now. Try again in a moment."))
    try:
        return _apart(html)
    finally:
        _one_at_a_time.release()


def _apart(html: str) -> bytes:
    command = [sys.executable, "-m", "tongxin.base.paper_printer"]
    try:
        ended = subprocess.run(  # noqa: S603  # our own program, nothing of it typed by anyone
            command, input=html.encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CannotPrint(_("Printing took too long. Make it shorter, or try again later.")) from error
    if ended.returncode or not ended.stdout.startswith(b"%PDF-"):
        raise CannotPrint(_WHY.get(ended.returncode, _("The PDF could not be made. Print the page from the browser.")))
    return ended.stdout
