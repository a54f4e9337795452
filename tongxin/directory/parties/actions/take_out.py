"""Taking a list out of the house: who may, what is written, and that it was done."""

from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.sheets import write_file
from tongxin.base.subjects import Subject
from tongxin.collab.access.policies import can_export
from tongxin.collab.people.models import Person
from tongxin.directory.parties.events import PartiesExported
from tongxin.directory.parties.models import Party
from tongxin.directory.parties.queries.export import export_rows, headings_for


class MayNotTakeOut(PermissionDenied):
    """The person's roles keep lists in the house."""


def take_parties_out(*, by: Person, parties: QuerySet[Party], path: Path, columns: Sequence[str] = ()) -> int:
    """Write parties that the caller loaded through `visible_to` as xlsx, csv or json, with the columns `by` may see, or with
    the name and those of them that a list shows (`columns`).

    Answers the number of rows. The long writing is done outside of a transaction, so that nobody waits for it.
    """
    if not can_export(by):
        raise MayNotTakeOut(_("Your role may not take lists out."))
    headings = headings_for(by, columns)
    count = write_file(path, list(headings.values()), export_rows(parties, list(headings), by))
    with transaction.atomic():
        told = PartiesExported(count=count, format=path.suffix.lstrip("."))
        tell(told, by=by, on=Subject("person", by.pk))
    return count
