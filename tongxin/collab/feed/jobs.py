"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.feed.actions import tell_followers


@work(name="feed.tell_followers", every=timedelta(hours=1))
def tell() -> int:
    """Who follows a record need not look whether anything happened."""
    return tell_followers(at=now())
