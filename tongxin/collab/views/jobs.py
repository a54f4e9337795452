"""The room's own work."""

from tongxin.base.work import Handle, work
from tongxin.collab.views.actions import run_bulk_change, run_bulk_undo


@work(name="views.bulk")
def bulk(*, change_id: int, job: Handle) -> dict[str, int]:
    """Do one deed on many records."""
    return run_bulk_change(change_id=change_id, job=job)


@work(name="views.bulk_undo")
def bulk_undo(*, change_id: int, by_id: int, job: Handle) -> dict[str, int]:
    """Take it back."""
    return run_bulk_undo(change_id=change_id, by_id=by_id, job=job)
