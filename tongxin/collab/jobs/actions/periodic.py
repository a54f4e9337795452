"""Work that comes by itself."""

from datetime import UTC, datetime, timedelta

from tongxin.base.work import periodic_works
from tongxin.collab.jobs.models import Job

_PERIODIC = "periodic"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def occurrence_at(every: timedelta, now: datetime) -> datetime:
    """The latest instant at or before `now` that is a whole number of periods from 1970: the same on every machine."""
    return _EPOCH + (now - _EPOCH) // every * every


def enqueue_due(*, now: datetime) -> int:
    """Ask for each periodic work once per occurrence, however many workers do this. Answers how many were asked for here.

    Missed occurrences are not made up for, and none begins while an earlier one still waits or runs.
    """
    asked = 0
    for work in periodic_works():
        if work.every is None:
            continue
        at = occurrence_at(work.every, now)
        jobs = Job.objects.filter(name=work.name)
        if jobs.filter(occurrence=at).exists() or jobs.active().filter(unique_key=_PERIODIC).exists():
            continue
        job = Job(
            name=work.name,
            occurrence=at,
            unique_key=_PERIODIC,
            created_at=now,
            run_after=now,
            max_attempts=work.retries + 1,
        )
        Job.objects.bulk_create([job], ignore_conflicts=True)
        asked += 1
    return asked


def sweep_jobs(*, now: datetime, keep: timedelta = timedelta(days=90)) -> int:
    """Forget jobs that ended long ago. Answers how many."""
    gone, _kinds = Job.objects.finished_before(now - keep).delete()
    return gone
