"""The room's own work."""

from datetime import timedelta

from tongxin.base.work import Handle, work
from tongxin.directory.parties.actions.bulk import run_bulk_change
from tongxin.directory.parties.actions.bulk_undo import run_bulk_undo
from tongxin.directory.parties.actions.purge import empty_bin
from tongxin.directory.parties.actions.recounting import recount_all


@work(name="parties.recount")
def recount(*, job: Handle) -> dict[str, int]:
    """Work the firm's formulas out anew for everybody."""
    return recount_all(job=job)


@work(name="parties.purge", every=timedelta(days=1))
def purge(*, job: Handle) -> dict[str, int]:
    """Empty the recycle bin of what is over 30 days in it."""
    return empty_bin(job=job)


@work(name="parties.bulk")
def bulk(*, change_id: int, job: Handle) -> dict[str, int]:
    """Do one deed on many customers."""
    return run_bulk_change(change_id=change_id, job=job)


@work(name="parties.bulk_undo")
def bulk_undo(*, change_id: int, by_id: int, job: Handle) -> dict[str, int]:
    """Take it back."""
    return run_bulk_undo(change_id=change_id, by_id=by_id, job=job)
