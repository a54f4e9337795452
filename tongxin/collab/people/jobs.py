"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.people.actions import forget_past_attempts


@work(name="people.tidy", every=timedelta(hours=6))
def tidy() -> dict[str, int]:
    """Forget old guesses and sessions that have run out."""
    return forget_past_attempts(now=now())
