"""Taking out a copy for the person."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.directory.privacy.actions.erasing import NotLookedYet
from tongxin.directory.privacy.actions.requesting import locked
from tongxin.directory.privacy.events import RequestExported
from tongxin.directory.privacy.models import SubjectRequest
from tongxin.directory.privacy.queries.archive import write_archive


@transaction.atomic
def export_found(*, by: Person, request: SubjectRequest, path: Path) -> int:
    """Write all that was found into one archive, which is kept nowhere; answers how many places are in it. Raises MayNotAnswer,
    AlreadyClosed, NotLookedYet."""
    case = locked(by, request)
    if case.state != SubjectRequest.State.FOUND:
        raise NotLookedYet(_("Have everything found first, and look through it."))
    count = write_archive(case, path)
    tell(RequestExported(found=count), by=by, on=Subject("subject_request", case.pk))
    return count
