"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import Handle, work
from tongxin.frontoffice.contracts.actions.renewing import remind_of_ends, remind_of_milestones, settle_all


@work(name="contracts.days", every=timedelta(hours=1))
def follow_the_days(*, job: Handle) -> dict[str, int]:
    """What begins begins, what ends ends, and owners hear of it in time."""
    at = now()
    moved = settle_all(at=at)
    return {"moved": moved, "ends": remind_of_ends(at=at), "milestones": remind_of_milestones(at=at)}
