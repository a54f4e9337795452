"""Files in fields of the firm: one that hangs on the record already, or one brought in just now."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import FileRefused, attach_file, store_file
from tongxin.collab.files.queries import attachments_of
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party


def files_to_pick(request: HttpRequest, party: Party, value: str) -> list[tuple[str, str, bool]]:
    """(value, name, whether it is chosen) of the files on the record."""
    found = attachments_of(request.user, Subject("party", party.pk))
    return [("", "—", not value), *((str(one.pk), one.file.name, str(one.pk) == value) for one in found)]


def file_given(request: HttpRequest, party: Party, picked: str) -> str:
    """The number of the file that was picked, or of the one that was brought in. Raises ValidationError."""
    upload = request.FILES.get("file")
    if upload is None:
        return picked
    if isinstance(upload, list):
        raise ValidationError(_("One file at a time."))
    return hung(me(request), party, upload)


def hung(person: Person, party: Party, upload: "UploadedFile[Any]") -> str:  # Any: of bytes
    """The number of a file that was brought in and now hangs on the record. Raises ValidationError."""
    try:
        stored = store_file(by=person, upload=upload)  # type: ignore[arg-type]  # Django: size may lack
    except FileRefused as error:
        raise ValidationError(str(error)) from error
    return str(attach_file(by=person, file=stored, on=Subject("party", party.pk), customer=party.pk).pk)
