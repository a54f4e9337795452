"""Running one job, and what it may say meanwhile."""

import json
import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from tongxin.base.clock import now
from tongxin.base.work import GiveUp, Interrupted, work_named
from tongxin.collab.jobs.actions.lease import (
    LEASE,
    Cancelled,
    LeaseLost,
    advance,
    claim_next,
    fail,
    finish,
    finish_cancelled,
    give_back,
)
from tongxin.collab.jobs.models import Job

log = logging.getLogger(__name__)
SECONDS_BETWEEN_NOTES = 0.5


class Stopped(Interrupted):
    """The program is closing, or pauses; the job goes on in the next worker."""


def _never() -> bool:
    return False


class JobHandle:
    """Given to running work: see `tongxin.base.work.Handle`."""

    def __init__(self, job: Job, *, lease: timedelta = LEASE, must_end: Callable[[], bool] = _never) -> None:
        self._job = job
        self._done = job.progress_done
        self._lease = lease
        self._must_end = must_end
        self._noted_at: float | None = None

    @property
    def id(self) -> int:
        """Number of the job."""
        return int(self._job.pk)

    @property
    def done(self) -> int:
        """How far earlier runs came, as last committed."""
        return self._done

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far it is; written down twice a second at most. Raises LeaseLost, Cancelled, Stopped."""
        at = time.monotonic()
        if self._noted_at is None or at - self._noted_at >= SECONDS_BETWEEN_NOTES or done == total:
            self._advance(done, total, note)
            self._noted_at = at

    def within(self, done: int | None = None, total: int | None = None, note: str | None = None) -> None:
        """First statement of a transaction that counts only while the lease holds. Raises LeaseLost, Cancelled, Stopped."""
        self._advance(done, total, note)

    def _advance(self, done: int | None, total: int | None, note: str | None) -> None:
        if self._must_end():
            raise Stopped(str(self._job))
        advance(job=self._job, now=now(), done=done, total=total, note=note, lease=self._lease)


def run_job(job: Job, *, lease: timedelta = LEASE, must_end: Callable[[], bool] = _never) -> None:
    """Do the work of a claimed job, in the language of who asked, and write down how it ended.

    Work that says how far it is goes back to the queue where `must_end` says so.
    """
    language = job.created_by.language if job.created_by else None
    try:
        with translation.override(language):
            _run(job, lease, must_end)
    except LeaseLost:
        log.warning("%s was taken over by another worker", job)


def _run(job: Job, lease: timedelta, must_end: Callable[[], bool]) -> None:
    try:
        work = work_named(job.name)
        arguments = dict(job.arguments)
        if work.wants_handle:
            arguments["job"] = JobHandle(job, lease=lease, must_end=must_end)
        result = json.loads(json.dumps(work.function(**arguments), cls=DjangoJSONEncoder))
        finish(job=job, now=now(), result=result)
    except LeaseLost:
        raise
    except Cancelled:
        finish_cancelled(job=job, now=now())
    except Interrupted:
        give_back(job=job)
    except GiveUp as error:
        fail(job=job, now=now(), reason=str(error), is_final=True)
    except Exception as error:
        log.exception("%s failed", job)
        fail(job=job, now=now(), reason=f"{type(error).__name__}: {error}")


def work_off(*, worker: str = "here", most: int = 1000) -> int:
    """Run in this thread everything that is due, and what that asks for in turn. Answers how many jobs ran."""
    for count in range(most):
        job = claim_next(worker=worker, now=now())
        if job is None:
            return count
        run_job(job)
    return most
