"""Passwords that were stolen somewhere: refused where the installation has a list of them."""

import hashlib
import logging
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


class BreachedPasswordsValidator:
    """Refuses what stands in the file of `BREACHED_PASSWORDS`: SHA-1 in capitals, one a line, sorted, with or without a colon and how often.
    That is how the large lists are given out; one of forty gigabytes costs some forty readings. Nothing leaves the machine."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        if settings.BREACHED_PASSWORDS and is_listed(Path(settings.BREACHED_PASSWORDS), password):
            raise ValidationError(_("This password was stolen somewhere and is tried everywhere. Take another one."))

    def get_help_text(self) -> str:
        """For Django, which shows it nowhere here."""
        return _("No password that was stolen somewhere.")


def is_listed(path: Path, password: str) -> bool:
    """Whether the file has it. A file that can't be read has nothing, and the log says so: nobody is kept from a new password by it."""
    # The lists are written so. Our own digests are others: see SECURITY.md.
    digest = hashlib.new("sha1", password.encode("utf-8", "surrogatepass"), usedforsecurity=False)
    wanted = digest.hexdigest().upper().encode()
    try:
        with path.open("rb") as file:
            return _found(file, wanted, path.stat().st_size)
    except OSError as error:
        log.error("the list of stolen passwords can't be read: %s", error.strerror)  # noqa: TRY400  # the trace says no more
        return False


def _found(file: BinaryIO, wanted: bytes, size: int) -> bool:
    """By halving: `low` is the beginning of a line, and no line that begins at `high` or later can be it."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        file.seek(middle)
        if middle:
            file.seek(middle - 1)
            file.readline()  # to the beginning of the next line
        at = file.tell()
        line = file.readline()
        if at >= high or not line or line[: len(wanted)].upper() > wanted:
            high = middle
        elif line[: len(wanted)].upper() == wanted:
            return True
        else:
            low = file.tell()
    return False
