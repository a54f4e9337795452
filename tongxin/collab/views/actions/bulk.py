"""One deed on all records that a list shows: asked for, and done by a job piece by piece."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import in_batch, tell
from tongxin.base.subjects import Subject
from tongxin.base.work import GiveUp, Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions.setting import deed_of
from tongxin.collab.views.events import BulkChangeAsked
from tongxin.collab.views.models import BulkChange
from tongxin.collab.views.queries.choosing import chosen_rows, look_at
from tongxin.collab.views.queries.kinds import ListKind, Rows, list_kinds

SIZE = 250
MOST = 100_000


class NothingToChange(ValidationError):
    """The list is empty, unreadable or too long."""


def _rows(kind: ListKind, address: str, by: Person) -> Rows:
    """The rows of a list as it was asked for, within what `by` may see now."""
    look = look_at(kind, QueryDict(address), by)
    if look.problem:
        raise NothingToChange(look.problem)
    return chosen_rows(kind, look)


@transaction.atomic
def ask_bulk_change(
    *,
    by: Person,
    kind: str,
    deed: str,
    values: dict[str, Any],
    address: str,  # Any: JSON values
) -> BulkChange:
    """Have one deed done on all records of a list. `values` are what the deed asks for: field and value, an owner, tags …

    Raises NothingToChange, ValidationError, PermissionDenied.
    """
    known = list_kinds.get(kind)
    found = deed_of(known, deed)
    if not found.for_all:
        raise ValidationError(_("This is done with picked rows only, a page at a time."))
    rows = _rows(known, address, by)
    total = rows.order_by().values("pk")[: MOST + 1].count()
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        raise NothingToChange(_("The list is empty: there is nothing to change."))
    if total > MOST:
        raise NothingToChange(_("At most %(most)d at once.") % {"most": MOST})
    checked = found.checked(by, values)
    change = BulkChange.objects.create(
        kind=kind, deed=deed, values=checked, address=address, asked_by=by, asked_at=now(), total=total, last_id=last
    )
    arguments = {"change_id": change.pk}
    change.job = enqueue(name="views.bulk", arguments=arguments, by=by, unique_key=change.batch, priority=1)
    change.save(update_fields=["job"])
    tell(BulkChangeAsked(kind=kind, deed=deed, count=total), by=by, on=Subject("person", by.pk))
    return change


def run_bulk_change(*, change_id: int, job: Handle) -> dict[str, int]:
    """Do it, SIZE records to a transaction. A run that died goes on where it stood."""
    change = BulkChange.objects.select_related("asked_by").get(pk=change_id)
    try:
        kind = list_kinds.get(change.kind)
        rows = _rows(kind, change.address, change.asked_by)
        deed_of(kind, change.deed).checked(change.asked_by, change.values)
    except (ValidationError, PermissionDenied) as error:
        raise GiveUp(" ".join(getattr(error, "messages", [str(error)]))) from error
    while change.state == BulkChange.State.RUNNING:
        change = _piece(change.pk, kind, rows, job)
    return {"changed": change.changed, "refused": change.refused}


@transaction.atomic
def _piece(change_id: int, kind: ListKind, rows: Rows, job: Handle) -> BulkChange:
    known = BulkChange.objects.get(pk=change_id)
    job.within(done=known.done, total=known.total)
    change = BulkChange.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=change_id)
    by = change.asked_by
    here = rows.filter(pk__gt=change.cursor, pk__lte=change.last_id).order_by("pk")
    ids = list(here.values_list("pk", flat=True)[:SIZE])
    if not ids:
        change.state = BulkChange.State.DONE
        change.save(update_fields=["state"])
        return change
    mine = list(kind.changeable(by).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    told = Entry.objects.filter(batch=change.batch, kind__in=kind.told_of)
    last = told.order_by("-pk").values_list("pk", flat=True).first() or 0
    with in_batch(change.batch):
        refused = deed_of(kind, change.deed).do(by, mine, change.values, False)
    change.cursor, change.done = ids[-1], change.done + len(ids)
    change.refused += len(ids) - len(mine) + refused
    change.changed += told.filter(pk__gt=last).count()
    change.save(update_fields=["cursor", "done", "refused", "changed"])
    return change
