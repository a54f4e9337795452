"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.tasks.actions import chase_tasks


@work(name="tasks.chase", every=timedelta(hours=1))
def chase() -> int:
    """Nobody has to phone."""
    return chase_tasks(at=now())
