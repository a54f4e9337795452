"""Reading files."""

from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.collab.files.models import Attachment, AttachmentQuerySet, StoredFile


class ContentMissing(FileNotFoundError):
    """The list knows the file and the disk does not: a backup was restored in part."""


def attachments_of(person: Any, subject: Subject) -> AttachmentQuerySet:  # Any: also takes Django's anonymous user
    """The files on a record, if the person may see it, newest first."""
    return Attachment.objects.on(subject).present().visible_to(person).select_related("file", "added_by")


def files_to_pick(person: Any, on: Subject, value: str) -> list[tuple[str, str, bool]]:  # Any: as above
    """(value, name, whether it is chosen) of the files on a record, none of them first."""
    found = attachments_of(person, on)
    return [("", "—", not value), *((str(one.pk), one.file.name, str(one.pk) == value) for one in found)]


def open_file(file: StoredFile) -> BinaryIO:
    """The contents, to be read and closed. Raises ContentMissing."""
    try:
        return file.path.open("rb")
    except FileNotFoundError as error:
        raise ContentMissing(_("“%(name)s” is missing from the data folder.") % {"name": file.name}) from error
