"""Taking a deed on many records back, piece by piece."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.collab.views.actions.bulk import SIZE
from tongxin.collab.views.actions.setting import taken_back
from tongxin.collab.views.events import BulkChangeTakenBack
from tongxin.collab.views.models import BulkChange
from tongxin.collab.views.queries.kinds import list_kinds


class MayNotTakeBack(PermissionDenied):
    """Only who asked for a bulk change, or an administrator, takes it back."""


@transaction.atomic
def take_bulk_change_back(*, by: Person, change: BulkChange) -> BulkChange:
    """Have everything it did taken back, except where somebody changed it since. Asking twice starts one. Raises MayNotTakeBack."""
    found = BulkChange.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=change.pk).first()
    if found is None:
        raise MayNotTakeBack(_("Only who asked for it, or an administrator, may take it back."))
    if found.state in (BulkChange.State.UNDOING, BulkChange.State.UNDONE):
        return found
    found.state = BulkChange.State.UNDOING
    arguments = {"change_id": found.pk, "by_id": by.pk}
    found.job = enqueue(name="views.bulk_undo", arguments=arguments, by=by, unique_key=found.batch, priority=1)
    found.save(update_fields=["state", "job"])
    told = BulkChangeTakenBack(kind=found.kind, deed=found.deed, count=found.changed)
    tell(told, by=by, on=Subject("person", by.pk))
    return found


def run_bulk_undo(*, change_id: int, by_id: int, job: Handle) -> dict[str, int]:
    """Go back, newest entry first, SIZE entries to a transaction."""
    by = Person.objects.get(pk=by_id)
    while True:
        change = _step_back(change_id, by, job)
        if change.state != BulkChange.State.UNDOING:
            return {"restored": change.restored, "kept": change.kept}


@transaction.atomic
def _step_back(change_id: int, by: Person, job: Handle) -> BulkChange:
    known = BulkChange.objects.get(pk=change_id)
    job.within(done=known.restored + known.kept, total=known.changed)
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    kind = list_kinds.get(change.kind)
    entries = Entry.objects.filter(batch=change.batch, kind__in=kind.told_of)
    if change.undo_cursor is not None:
        entries = entries.filter(pk__lt=change.undo_cursor)
    some = list(entries.order_by("-pk")[:SIZE])
    back = taken_back(kind, by, some)
    change.restored += back
    change.kept += len(some) - back
    if some:
        change.undo_cursor = some[-1].pk
    else:
        change.state = BulkChange.State.UNDONE
    change.save(update_fields=["undo_cursor", "restored", "kept", "state"])
    return change
