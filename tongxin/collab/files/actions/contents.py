"""Putting contents on the disk: whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.reading import Unreadable
from tongxin.base.scanning.asking import scan
from tongxin.collab.files.models.sniffing import BYTES_NEEDED, content_type_of
from tongxin.collab.files.models.stored_file import place_of

MOST_BYTES = 50 * 1024 * 1024
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class FileRefused(ValidationError):
    """The file was not stored; the message says why and what to do."""


class EmptyFile(FileRefused):
    """There is nothing in it."""


class FileTooLarge(FileRefused):
    """It is larger than 50 MB."""


class DiskFull(FileRefused):
    """The server has no room for it."""


class NotClean(FileRefused):
    """The firm's virus scanner found something in it, takes no file of its size, or does not answer."""


class Contents(NamedTuple):
    """What was put down: its digest, size in bytes and sniffed media type."""

    sha256: str
    size: int
    content_type: str


def refuse_larger(size: int) -> None:
    """Raises FileTooLarge above 50 MB."""
    if size > MOST_BYTES:
        raise FileTooLarge(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024})


def unfinished() -> Path:
    """Where contents lie while they are being written or thrown away: on the same disk as their place."""
    folder = Path(settings.MEDIA_ROOT) / "unfinished"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep_contents(chunks: Iterable[bytes]) -> Contents:
    """Write contents to the disk under their digest. Raises EmptyFile, FileTooLarge, DiskFull, NotClean, and leaves nothing behind then."""
    path: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=unfinished(), delete=False) as file:
            path = Path(file.name)
            contents = _write(file, chunks)
            scan(file)
        _move_into_place(path, place_of(contents.sha256))
    except Unreadable as refusal:
        raise NotClean(refusal.reason) from refusal
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(_("The server's disk is full, so nothing was stored. Tell your administrator.")) from error
        raise
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
    return contents


def _write(file: IO[bytes], chunks: Iterable[bytes]) -> Contents:
    digest, size, head = sha256(), 0, b""
    for chunk in chunks:
        size += len(chunk)
        refuse_larger(size)
        digest.update(chunk)
        if len(head) < BYTES_NEEDED:
            head = (head + chunk)[:BYTES_NEEDED]
        file.write(chunk)
    if not size:
        raise EmptyFile(_("The file is empty."))
    file.flush()
    os.fsync(file.fileno())
    return Contents(digest.hexdigest(), size, content_type_of(head))


def _move_into_place(path: Path, place: Path) -> None:
    """Equal contents that lie there already are replaced all the same: their new date tells the sweep that they are wanted."""
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
    for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
