"""Forgetting what was removed long ago, and contents that nothing refers to."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from tongxin.collab.files.actions.contents import unfinished
from tongxin.collab.files.models import Attachment, StoredFile
from tongxin.collab.files.models.attachment import AttachmentQuerySet
from tongxin.collab.files.models.stored_file import place_of

RESTORABLE = timedelta(days=30)
SPARED = timedelta(days=1)


def sweep_attachments(*, now: datetime) -> int:
    """Forget attachments removed over 30 days ago, and their files where nothing else holds them. Answers how many."""
    return _forget(Attachment.objects.filter(removed_at__lt=now - RESTORABLE))


def drop_attachments(kind: str, ids: Collection[int]) -> int:
    """Forget what hangs on records that go for ever, and the files where nothing else holds them. Answers how many. The event of
    the record's going is the record of it."""
    return _forget(Attachment.objects.filter(kind=kind, record_id__in=ids))


def drop_files(ids: Collection[int]) -> int:
    """Forget these files wherever they hang, as the law demands, except where another room must keep them. Answers how many attachments went."""
    gone = _forget(Attachment.objects.filter(file__in=ids))
    _delete_unheld(ids)
    return gone


def forget_contents(digests: Collection[str], *, before: datetime) -> int:
    """Delete contents at once to which no file refers any more and that lay there before this moment. Answers how many."""
    unwanted = [one for one in digests if one and not StoredFile.objects.filter(sha256=one).exists()]
    return sum(_throw_away(place_of(one), before + SPARED) for one in unwanted if place_of(one).exists())


def _forget(old: AttachmentQuerySet) -> int:
    files = set(old.values_list("file_id", flat=True))
    gone, _kinds = old.delete()
    _delete_unheld(files)
    return gone


def _delete_unheld(files: Collection[int]) -> None:
    for file in StoredFile.objects.filter(pk__in=files, attachments=None):
        try:
            with transaction.atomic():
                file.delete()
        except ProtectedError:
            continue  # another room (an import, say) still refers to it


def sweep_contents(*, now: datetime) -> int:
    """Delete contents and unfinished writings older than a day to which no file refers. Answers how many."""
    return sum(_throw_away(path, now) for path in _old_contents(now))


def _old_contents(now: datetime) -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    for path in root.glob("*/*/*"):
        if _is_old(path, now) and not StoredFile.objects.filter(sha256=path.name).exists():
            yield path
    yield from (path for path in unfinished().iterdir() if _is_old(path, now))


def _is_old(path: Path, now: datetime) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < (now - SPARED).timestamp()
    except FileNotFoundError:
        return False


def _throw_away(path: Path, now: datetime) -> bool:
    """Move it aside first: if the same contents came in anew in this very moment, they are put back."""
    aside = unfinished() / uuid4().hex
    path.rename(aside)
    if not _is_old(aside, now):
        aside.rename(path)
        return False
    aside.unlink()
    return True
