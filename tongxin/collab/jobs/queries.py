"""How far a job is."""

from datetime import datetime
from typing import NamedTuple

from tongxin.collab.jobs.models import Job


class Pace(NamedTuple):
    """Share done in [0, 1] or None while nobody knows; things a second; whole seconds left or None."""

    share: float | None
    rate: float | None
    seconds_left: int | None


def pace_of(job: Job, *, now: datetime) -> Pace:
    """How fast a job goes and how long it will still take, from what it wrote down since it began."""
    total = job.progress_total
    share = min(job.progress_done / total, 1.0) if total else None
    seconds = ((job.finished_at or now) - job.started_at).total_seconds() if job.started_at else 0.0
    if seconds < 1 or job.progress_done <= 0:
        return Pace(share, None, None)
    rate = job.progress_done / seconds
    if total is None or not job.is_active:
        return Pace(share, rate, None)
    return Pace(share, rate, round(max(total - job.progress_done, 0) / rate))
