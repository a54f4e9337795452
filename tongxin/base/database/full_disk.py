"""Whether the disk is full, as far as this process can know: by what is free where the data lie, and by what the database refused."""

import shutil
import time
from pathlib import Path

from django.conf import settings

LEAST_FREE = 50 * 1024 * 1024  # bytes
_TOLD_FOR = 60.0  # seconds after a refusal: a quota is not seen in what is free
_refused_at = [float("-inf")]


def note_refusal(error: BaseException | None) -> None:
    """Remember it where it says that there is no room."""
    if error is not None and "disk is full" in str(error):
        _refused_at[0] = time.monotonic()


def has_no_room() -> bool:
    """Whether nothing can be saved now, or could not within the last minute."""
    return time.monotonic() - _refused_at[0] < _TOLD_FOR or little_is_free()


def little_is_free() -> bool:
    """Whether what is left where the data lie won't do for long."""
    return shutil.disk_usage(Path(settings.DATA)).free < LEAST_FREE
