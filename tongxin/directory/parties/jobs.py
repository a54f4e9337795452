"""The room's own work."""

from datetime import timedelta

from tongxin.base.work import Handle, work
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
