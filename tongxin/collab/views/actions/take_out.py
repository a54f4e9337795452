"""Taking a list out of the house: who may, what is written, and that it was done."""

from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.sheets import Written, write_file
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_export
from tongxin.collab.people.models import Person
from tongxin.collab.views.events import ListTakenOut
from tongxin.collab.views.queries.kinds import ListKind, Rows
from tongxin.collab.views.queries.taking_out import as_file


class MayNotTakeOut(PermissionDenied):
    """The person's roles keep lists in the house."""


def take_list_out(*, by: Person, kind: ListKind, rows: Rows, path: Path, columns: Sequence[str] = ()) -> Written:
    """Write rows that the caller loaded within what `by` may see as xlsx, csv or json: the columns of a list, or all.

    Answers the number of rows, and of how many cells only the beginning fits into a workbook. The long writing is done outside of a transaction, so that nobody waits for it.
    Raises MayNotTakeOut.
    """
    if not can_export(by):
        raise MayNotTakeOut(_("Your role may not take lists out."))
    headings, cells = (kind.file or (lambda *asked: as_file(kind, *asked)))(by, rows, columns)
    written = write_file(path, list(headings), cells)
    with transaction.atomic():
        told = ListTakenOut(kind=kind.kind, count=written.rows, format=path.suffix.lstrip("."))
        tell(told, by=by, on=Subject("person", by.pk))
    return written
