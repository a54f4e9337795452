"""When a notice leaves, as its reader wishes: plain rules without database or clock."""

from datetime import datetime, time, timedelta

from tongxin.collab.notices.models import Channel, Habits, Pace


def leaves_at(habits: Habits, channel: Channel, pace: str, at: datetime) -> datetime | None:
    """When it leaves, as an aware instant; None where it never does. `at` is aware and in the reader's zone."""
    if pace == Pace.DIGEST:
        return _next(at, habits.digest_at)
    if pace != Pace.NOW:
        return None
    begin, end = habits.quiet_of(channel)
    return _next(at, end) if is_quiet(begin, end, at.time()) else at


def is_quiet(begin: time, end: time, clock: time) -> bool:
    """Whether somebody wants no word at this time of day. Equal ends mean: never quiet."""
    return begin <= clock < end if begin <= end else clock >= begin or clock < end


def _next(at: datetime, clock: time) -> datetime:
    today = at.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return today if today > at else today + timedelta(days=1)
