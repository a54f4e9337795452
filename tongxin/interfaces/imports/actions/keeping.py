"""Keeping files as they were dropped, by the digest of their content."""

import errno
import os
import tempfile
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongxin.base.reading import Unreadable
from tongxin.base.reading.limits import FILE_BYTES, MEGABYTE
from tongxin.base.scanning.asking import scan
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries.keeping import kept_path


class FileTooLarge(Unreadable):
    """More bytes than any list of customers has."""


class DiskFull(Unreadable):
    """The machine has no room for the file."""


def keep_file(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write a file down. Answers its digest and size. What is not whole leaves no trace. Raises FileTooLarge, DiskFull, and
    Unreadable for what the firm's virus scanner keeps out."""
    folder = Path(settings.MEDIA_ROOT) / "imports"
    written = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".coming-", delete=False) as file:
            written = file.name
            digest, size = sha256(), 0
            for piece in pieces:
                size += len(piece)
                if size > FILE_BYTES:
                    raise FileTooLarge(_("The file is larger than %(most)d MB."), most=FILE_BYTES // MEGABYTE)
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            scan(file)
        place = kept_path(digest.hexdigest())
        place.parent.mkdir(exist_ok=True)
        Path(written).replace(place)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(
                _("There is no room left on the server's disk. Tell your administrator; nothing was changed.")
            ) from error
        raise
    finally:
        if written:
            Path(written).unlink(missing_ok=True)
    return digest.hexdigest(), size


def forget_file(digest: str) -> None:
    """Remove a kept file when no import needs it any longer."""
    if digest and not Import.objects.filter(sha256=digest).exists():
        kept_path(digest).unlink(missing_ok=True)


def release_files(ids: Collection[int]) -> int:
    """Let go of the files of these imports before their time. Answers how many went."""
    kept = Import.objects.filter(pk__in=ids).exclude(sha256="")
    digests = set(kept.values_list("sha256", flat=True))
    count = kept.update(sha256="")
    for digest in digests:
        transaction.on_commit(partial(forget_file, digest))
    return count


def sweep_files(*, now: datetime) -> int:
    """Let go of files past 30 days; what the imports did stays on record. Answers how many imports lost their file."""
    count = 0
    for of in Import.objects.past_keeping(now):
        if of.is_at_work:
            continue
        digest = of.sha256
        Import.objects.filter(pk=of.pk).update(sha256="")
        forget_file(digest)
        count += 1
    for left in (Path(settings.MEDIA_ROOT) / "imports").glob(".coming-*"):
        if now.timestamp() - left.stat().st_mtime > 24 * 3600:
            left.unlink(missing_ok=True)
    return count
