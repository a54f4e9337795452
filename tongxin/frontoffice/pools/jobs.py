"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import Handle, work
from tongxin.frontoffice.pools.actions import rederive_all, return_due, warn_owners


@work(name="pools.return", every=timedelta(minutes=10))
def come_back(*, job: Handle) -> dict[str, int]:
    """Warn, and carry out what is due."""
    return {"warned": warn_owners(at=now()), "returned": return_due(at=now(), job=job)}


@work(name="pools.rederive")
def derive_anew(*, job: Handle) -> dict[str, int]:
    """A rule or a scope was changed."""
    return {"looked_at": rederive_all(job=job)}
