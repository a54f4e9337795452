"""Bringing files in, putting them on records and taking them off."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.files.actions.contents import FileRefused, keep_contents, refuse_larger
from tongxin.collab.files.actions.names import clean_name
from tongxin.collab.files.events import AttachmentRemoved, AttachmentRestored, FileAttached, FileStored
from tongxin.collab.files.models import Attachment, StoredFile
from tongxin.collab.files.policies import can_attach_file, can_remove_attachment
from tongxin.collab.people.models import Person


class Upload(Protocol):
    """A file as Django hands it over; `ContentFile(data, name=…)` will do as well."""

    name: str | None
    size: int

    def chunks(self) -> Iterable[bytes]:
        """The contents, piece by piece."""


class NotYours(PermissionDenied):
    """The file or the record is not for this person."""


def store_file(*, by: Person, upload: Upload, name: str | None = None) -> StoredFile:
    """Bring a file in, under `name` or as it was named. The same file from the same person is stored once.

    Raises EmptyFile, FileTooLarge, DiskFull, NotClean; nothing is half-stored then. Contents without a row, left by a crash between
    the two, are swept after a day.
    """
    refuse_larger(upload.size)
    contents = keep_contents(upload.chunks())
    with transaction.atomic():
        file, is_new = StoredFile.objects.get_or_create(
            sha256=contents.sha256,
            name=clean_name(name if name is not None else upload.name or ""),
            uploaded_by=by,
            defaults={"size": contents.size, "content_type": contents.content_type, "at": now()},
        )
        if is_new:
            tell(FileStored(file=file.name, size=file.size), by=by, on=Subject("file", file.pk))
    return file


@transaction.atomic
def attach_file(*, by: Person, file: StoredFile, on: Subject, customer: int | None = None) -> Attachment:
    """Put a stored file on a record; `customer` is the party on whose timeline it belongs. Raises NotYours."""
    if not can_attach_file(by, file=file, on=on):
        raise NotYours(_("You can attach your own uploads to records that you see."))
    attachment, is_new = Attachment.objects.get_or_create(
        file=file, kind=on.kind, record_id=on.id, removed_at=None, defaults={"added_by": by, "at": now()}
    )
    if is_new:
        told = FileAttached(file=file.name, size=file.size, attachment=attachment.pk)
        tell(told, by=by, on=on, customer=customer)
    return attachment


def bring_file(
    *, by: Person, on: Subject, customer: int | None, upload: Any
) -> Attachment:  # Any: a list when several came
    """Take what was uploaded in a form and put it on a record. Raises ValidationError, NotYours."""
    if isinstance(upload, list):
        raise ValidationError(_("One file at a time."))
    try:
        stored = store_file(by=by, upload=upload)
    except FileRefused as error:
        raise ValidationError(str(error)) from error
    return attach_file(by=by, file=stored, on=on, customer=customer)


@transaction.atomic
def remove_attachment(*, by: Person, attachment: Attachment, customer: int | None = None) -> None:
    """Take a file off a record; it can be restored for 30 days. Raises NotYours."""
    if not can_remove_attachment(by, attachment=attachment):
        raise NotYours(_("Only who attached it, or an administrator, may remove it."))
    at = now()
    if Attachment.objects.present().filter(pk=attachment.pk).update(removed_at=at, removed_by=by):
        told = AttachmentRemoved(file=attachment.file.name, attachment=attachment.pk)
        tell(told, by=by, on=attachment.subject, customer=customer)
    attachment.refresh_from_db()


@transaction.atomic
def restore_attachment(*, by: Person, attachment: Attachment, customer: int | None = None) -> None:
    """Put a removed file back. Raises NotYours."""
    if not can_remove_attachment(by, attachment=attachment):
        raise NotYours(_("Only who attached it, or an administrator, may restore it."))
    twins = Attachment.objects.on(attachment.subject).present().filter(file_id=attachment.file_id)
    removed = Attachment.objects.filter(pk=attachment.pk).exclude(removed_at=None)
    if not twins.exists() and removed.update(removed_at=None, removed_by=None):
        told = AttachmentRestored(file=attachment.file.name, attachment=attachment.pk)
        tell(told, by=by, on=attachment.subject, customer=customer)
    attachment.refresh_from_db()
