"""Taking a whole import back."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import Undone, import_targets
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.journal.models import Entry
from tongxin.collab.people.models import Person
from tongxin.interfaces.imports.events import ImportUndone
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.policies import can_change_import, can_undo_import
from tongxin.interfaces.imports.queries import taken_back

_LISTED: Final = 500


class MayNotUndo(PermissionDenied):
    """Only who dropped the file, or an administrator, takes an import back."""


class TooLate(ValidationError):
    """Nothing of it is in, or the thirty days are over."""


@transaction.atomic
def undo_import(*, by: Person, of: Import, at: datetime, priority: int = 0) -> Import:
    """Have everything that an import did taken back by a job. Asking twice starts one. Raises MayNotUndo, TooLate."""
    of = Import.objects.select_for_update(of=("self",)).select_related("job").get(pk=of.pk)
    if not can_change_import(by, of=of):
        raise MayNotUndo(_("Only who brought the file in, or an administrator, may take it back."))
    if of.condition == Import.State.UNDOING:
        return of
    if not can_undo_import(by, of=of, now=at):
        raise TooLate(_("This import can't be taken back: nothing of it is in, or it is more than 30 days old."))
    of.state = Import.State.UNDOING
    arguments = {"import_id": of.pk, "by_id": by.pk}
    of.job = enqueue(name="imports.undo", arguments=arguments, by=by, unique_key=of.batch, priority=priority)
    of.save(update_fields=["state", "job"])
    return of


def run_undo(*, import_id: int, by_id: int, job: Handle) -> dict[str, Any]:  # Any: JSON
    """Go back step by step, each step and the note of it in one transaction."""
    by = Person.objects.get(pk=by_id)
    total = Entry.objects.filter(batch=f"import:{import_id}").count()
    while True:
        of = _step(import_id, by, job, total)
        if of.state != Import.State.UNDOING:
            return dict(of.undone)


@transaction.atomic
def _step(import_id: int, by: Person, job: Handle, total: int) -> Import:
    job.within()
    of = Import.objects.select_for_update().get(pk=import_id)
    if of.state != Import.State.UNDOING:
        return of
    step = import_targets.get(of.target).undo(by, of.batch, of.undo_cursor, taken_back())
    of.undone = _added(of.undone, step)
    of.undo_cursor = step.cursor
    if step.cursor is None:
        of.state, of.undone_at, of.undone_by = Import.State.UNDONE, now(), by
        counts = {key: of.undone[key] for key in ("deleted", "restored")}
        told = ImportUndone(file=of.name, kept=of.undone["kept_count"], **counts)
        tell(told, by=by, on=Subject("import", of.pk))
        job.within(done=total, total=total)
    else:
        left = Entry.objects.filter(batch=of.batch, id__lt=step.cursor).count()
        job.within(done=total - left, total=total)
    of.save(update_fields=["undone", "undo_cursor", "state", "undone_at", "undone_by"])
    return of


def _added(so_far: dict[str, Any], step: Undone) -> dict[str, Any]:  # Any: JSON
    """Counts of all steps; of the records that stay, the first few hundred by name. One may be met in several steps."""
    kept = {entry["id"]: entry for entry in so_far.get("kept", [])}
    more = [record for record in step.kept if record[0] not in kept]
    kept |= {pk: {"id": pk, "title": title, "why": why} for pk, title, why in more[: max(_LISTED - len(kept), 0)]}
    return {
        "deleted": so_far.get("deleted", 0) + step.deleted,
        "restored": so_far.get("restored", 0) + step.restored,
        "kept": list(kept.values()),
        "kept_count": so_far.get("kept_count", 0) + len(more),
    }
