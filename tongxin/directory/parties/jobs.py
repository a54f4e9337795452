"""The room's own work."""

from datetime import timedelta

from tongxin.base.work import Handle, work
from tongxin.directory.parties.actions.purge import empty_bin


@work(name="parties.purge", every=timedelta(days=1))
def purge(*, job: Handle) -> dict[str, int]:
    """Empty the recycle bin of what is over 30 days in it."""
    return empty_bin(job=job)
