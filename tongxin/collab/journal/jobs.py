"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.journal.actions import seal_entries


@work(name="journal.seal", every=timedelta(minutes=10))
def seal() -> dict[str, int]:
    """Seal what was written."""
    return {"entries": seal_entries(now=now())}
