"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.notices.actions import deliver as deliver_notices
from tongxin.collab.notices.actions import sweep_deliveries
from tongxin.collab.notices.models import MOST_TRIES


@work(name="notices.deliver", retries=MOST_TRIES)
def deliver(channel: int, person: int) -> int:
    """Words leave the house."""
    return deliver_notices(channel=channel, person=person)


@work(name="notices.sweep", every=timedelta(minutes=5))
def sweep() -> int:
    """Nothing that is due stays lying."""
    return sweep_deliveries(at=now())
