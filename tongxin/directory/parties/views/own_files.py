"""Files in fields of the firm: one that hangs on the record already, or one brought in just now."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from tongxin.base.subjects import Subject
from tongxin.collab.files.actions import bring_file
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me
from tongxin.directory.parties.models import Party


def file_given(request: HttpRequest, party: Party, picked: str) -> str:
    """The number of the file that was picked, or of the one that was brought in. Raises ValidationError."""
    upload = request.FILES.get("file")
    return picked if upload is None else hung(me(request), party, upload)


def hung(person: Person, party: Party, upload: "UploadedFile[Any] | list[object]") -> str:  # Any: of bytes
    """The number of a file that was brought in and now hangs on the record. Raises ValidationError."""
    return str(bring_file(by=person, on=Subject("party", party.pk), customer=party.pk, upload=upload).pk)
