"""What a worker does to a job: take it, keep it, let it go. Every write names the token of the lease and changes nothing without it."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import Interrupted, pauses_of
from tongxin.collab.jobs.events import JobFailed
from tongxin.collab.jobs.models import Job, JobQuerySet

LEASE = timedelta(seconds=30)
MOST_LOSSES = 20
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)


class LeaseLost(Interrupted):
    """The job was silent for too long and somebody else holds it, or it has ended."""


class Cancelled(Interrupted):
    """Somebody asked the job to stop."""


def claim_next(*, worker: str, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Take the next job whose turn has come, or None. One conditional update: of many workers exactly one gets it."""
    waiting = Job.objects.claimable(now)
    if not waiting.exists():  # a plain read: looking in vain must not stand in the line of writers
        return None
    token = uuid4()
    with transaction.atomic():
        Job.objects.filter(
            pk=Subquery(waiting.select_for_update(skip_locked=True).values("pk")[:1]), state=Job.State.WAITING
        ).update(
            state=Job.State.RUNNING,
            worker=worker,
            lease_token=token,
            lease_until=now + lease,
            started_at=Coalesce(F("started_at"), now),
        )
    return Job.objects.select_related("created_by").filter(lease_token=token).first()


def held(job: Job) -> JobQuerySet:
    """The job's row while this lease is the valid one, else nothing."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease_token=job.lease_token)


def _write(job: Job, **values: Any) -> None:  # Any: columns
    # In a transaction, so that on SQLite it stands in the line of writers: a statement on its own is overtaken by those who
    # do, and under a busy import a sign of life came too late.
    with transaction.atomic(savepoint=False):
        is_written = job.lease_token is not None and held(job).update(**values)
    if not is_written:
        raise LeaseLost(f"{job} is no longer held by {job.worker}")


def heartbeat(*, job: Job, now: datetime, lease: timedelta = LEASE) -> None:
    """Say that the worker lives. Raises LeaseLost."""
    _write(job, lease_until=now + lease)


def advance(
    *,
    job: Job,
    now: datetime,
    done: int | None = None,
    total: int | None = None,
    note: str | None = None,
    lease: timedelta = LEASE,
) -> None:
    """Keep the job and write down how far it is. In a transaction it fences that transaction. Raises LeaseLost, Cancelled."""
    values: dict[str, Any] = {"lease_until": now + lease}  # Any: columns
    if done is not None:
        values["progress_done"] = done
        if done > job.furthest:
            job.furthest = done
            values |= {"furthest": done, "attempts": 0, "losses": 0}
    if total is not None:
        values["progress_total"] = total
    if note is not None:
        values["progress_note"] = note[:200]
    _write(job, **values)
    if held(job).exclude(cancel_asked_at=None).exists():
        raise Cancelled(str(job))


def finish(*, job: Job, now: datetime, result: Any = None) -> None:  # Any: a JSON value
    """The work is done. Raises LeaseLost."""
    _write(job, **_end(Job.State.DONE, now), result=result, error="")


def finish_cancelled(*, job: Job, now: datetime) -> None:
    """The work stopped because it was asked to. Raises LeaseLost."""
    _write(job, **_end(Job.State.CANCELLED, now))


def give_back(*, job: Job) -> None:
    """The worker closes: let the next one go on at once. Raises LeaseLost."""
    _write(job, **_waiting())


@transaction.atomic
def fail(*, job: Job, now: datetime, reason: str, is_final: bool = False) -> None:
    """The work failed: try again later, or give it up with the reason. Raises LeaseLost."""
    row = held(job).select_for_update().first()
    if row is None:
        raise LeaseLost(f"{job} is no longer held by {job.worker}")
    attempts = row.attempts + 1
    if row.cancel_asked_at is not None:
        _write(job, **_end(Job.State.CANCELLED, now), error=reason)
    elif is_final or attempts >= row.max_attempts:
        _write(job, **_end(Job.State.FAILED, now), error=reason, attempts=attempts)
        _tell_failed(row, reason)
    else:
        spread = random.random()  # noqa: S311  # spreads retries, keeps no secret
        pause = pause_after(attempts, spread=spread, own=pauses_of(row.name))
        _write(job, **_waiting(), error=reason, attempts=attempts, run_after=now + pause)


@transaction.atomic
def take_over_expired(*, now: datetime) -> int:
    """Make jobs of silent workers claimable again, and give up those that killed their worker too often. Answers how many."""
    if not Job.objects.abandoned(now).exists():
        return 0
    return release_jobs(Job.objects.abandoned(now), now=now)


def release_jobs(jobs: JobQuerySet, *, now: datetime) -> int:
    """Take running jobs from workers that are gone. Needs a transaction; rows in use by a live transaction are left alone."""
    rows = list(jobs.filter(state=Job.State.RUNNING).select_for_update(skip_locked=True))
    for row in rows:
        losses = row.losses + 1
        if row.cancel_asked_at is not None:
            _write(row, **_end(Job.State.CANCELLED, now))
        elif losses >= MOST_LOSSES:
            reason = _("The program stopped %(count)s times at this work, always at the same place.") % {
                "count": losses
            }
            _write(row, **_end(Job.State.FAILED, now), error=reason, losses=losses)
            _tell_failed(row, reason)
        else:
            _write(row, **_waiting(), losses=losses, run_after=now)
    return len(rows)


def pause_after(attempts: int, *, spread: float, own: Sequence[timedelta] = ()) -> timedelta:
    """How long to wait after the so-many-th failure: 10 s, doubled each time, at most an hour; `spread` in [0, 1) adds up to a quarter.

    Work with pauses of its `own` waits for those, and a seventh more at most, so that they end when they say.
    """
    if own:
        return own[min(attempts, len(own)) - 1] * (1 + spread / 7)
    pause = min(FIRST_PAUSE * (1 << min(attempts - 1, 20)), LONGEST_PAUSE)
    return pause * (1 + spread / 4)


def _end(state: str, now: datetime) -> dict[str, Any]:  # Any: columns
    return {"state": state, "finished_at": now, "lease_token": None, "lease_until": None}


def _waiting() -> dict[str, Any]:  # Any: columns
    return {"state": Job.State.WAITING, "lease_token": None, "lease_until": None, "worker": ""}


def _tell_failed(job: Job, reason: str) -> None:
    tell(JobFailed(work=job.name, reason=reason[:500]), by=job.created_by, on=Subject("job", job.pk))
