"""Photos of business cards: the lines printed on them, and the QR codes. Nothing leaves the machine.

The reader of letters is an extra (`ocr`), for its models weigh more than Tongxin itself. It runs in a process of its own, one at a time.
"""

import importlib.util
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .limits import MEGABYTE
from .refusal import Unreadable

PHOTO_BYTES = 15 * MEGABYTE
_NO_PICTURE = 3  # as photo_reader.py ends, which only the extra can import
_PIXELS = 60_000_000
_SECONDS = 40
_one_at_a_time = threading.Lock()
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True, slots=True)
class Photo:
    """What stands on a photo: printed lines from the top down, or the texts of its QR codes."""

    lines: list[str]
    codes: list[str]


def can_read_photos() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def is_photo(data: bytes) -> bool:
    """Whether these bytes begin like a picture of a kind that cameras and chats make."""
    return data.startswith(_BEGINNINGS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp"


def read_photo(data: bytes) -> Photo:
    """The text of a photo of at most 15 MB. Raises Unreadable with a sentence for whoever took it."""
    if not can_read_photos():
        raise Unreadable(
            _(
                "Photos are not read here yet: whoever runs Tongxin starts it with bin/serve --with ocr. Until then paste or type the text."
            )
        )
    if len(data) > PHOTO_BYTES:
        raise Unreadable(
            _("The photo is larger than %(limit)d MB. Take it at a lower resolution."), limit=PHOTO_BYTES // MEGABYTE
        )
    if data[4:8] == b"ftyp":
        raise Unreadable(_("HEIC and AVIF pictures can't be read. Send the photo as JPEG, or photograph the screen."))
    if not _one_at_a_time.acquire(timeout=_SECONDS):
        raise Unreadable(_("Other photos are being read just now. Try again in a moment."))
    try:
        return _read_apart(data)
    finally:
        _one_at_a_time.release()


def _read_apart(data: bytes) -> Photo:
    bounds = {"OPENCV_IO_MAX_IMAGE_PIXELS": str(_PIXELS), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tongxin.base.reading.photo_reader"]
    try:
        ended = subprocess.run(  # noqa: S603  # our own program, nothing of it typed by anyone
            command, input=data, capture_output=True, timeout=_SECONDS, check=False, env={**os.environ, **bounds}
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_("Reading the photo took too long. Take it closer, with the card alone on it.")) from error
    if ended.returncode == _NO_PICTURE:
        raise Unreadable(_("This is no picture that can be opened. JPEG, PNG and WebP can."))
    if ended.returncode:
        raise Unreadable(_("The photo could not be read. Take it anew, or type what stands on the card."))
    found = json.loads(ended.stdout)
    if not found["lines"] and not found["codes"]:
        raise Unreadable(_("Nothing can be read on this photo. Take it closer and in better light."))
    return Photo(lines=found["lines"], codes=found["codes"])
