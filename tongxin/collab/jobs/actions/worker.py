"""Workers: threads that look for work, do it, and say that they live."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import DatabaseError, connections, transaction

from tongxin.base.clock import now
from tongxin.collab.jobs.actions.bell import bell
from tongxin.collab.jobs.actions.lease import LEASE, LeaseLost, claim_next, heartbeat, release_jobs, take_over_expired
from tongxin.collab.jobs.actions.periodic import enqueue_due
from tongxin.collab.jobs.actions.running import run_job
from tongxin.collab.jobs.models import Job

log = logging.getLogger(__name__)
SHORTEST_PAUSE = 0.2
LONGEST_PAUSE = 2.0
_MACHINE = socket.gethostname()[:60]
_RUN = uuid4().hex[:8]


class Worker:
    """Looks for work every 0.2 to 2 seconds (at once when this process, or one split off with it, committed some) until it is stopped.

    While `may_work` says no it takes none, and lays down what it is at.
    """

    def __init__(
        self,
        *,
        number: int,
        stopping: threading.Event,
        lease: timedelta = LEASE,
        may_work: Callable[[], bool] = lambda: True,
    ) -> None:
        self.name = f"{_MACHINE}/{os.getpid()}/{_RUN}/{number}"
        self._stopping = stopping
        self._lease = lease
        self._may_work = may_work
        self._looked_after_at: datetime | None = None

    def run(self) -> None:
        """Work until stopped; a database that does not answer is asked again."""
        pause = SHORTEST_PAUSE
        try:
            while not self._stopping.is_set():
                if self._turn_safely():
                    pause = SHORTEST_PAUSE
                    continue
                bell.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            connections.close_all()

    def _must_end(self) -> bool:
        return self._stopping.is_set() or not self._may_work()

    def _turn_safely(self) -> bool:
        try:
            return self.turn(now())
        except DatabaseError:
            log.exception("worker %s could not reach the database", self.name)
            connections.close_all()
            return False

    def turn(self, at: datetime) -> bool:
        """Look after the queue once a second, then do one job. False when there was none, or none may be done."""
        if not self._may_work():
            return False
        if self._looked_after_at is None or abs(at - self._looked_after_at) >= timedelta(seconds=1):
            self._looked_after_at = at
            take_over_expired(now=at)
            enqueue_due(now=at)
        job = claim_next(worker=self.name, now=at, lease=self._lease)
        if job is None:
            return False
        ended = threading.Event()
        pulse = threading.Thread(target=_beat, args=(job, self._lease, ended), name=f"pulse-{job.pk}", daemon=True)
        pulse.start()
        try:
            run_job(job, lease=self._lease, must_end=self._must_end)
        finally:
            ended.set()
            pulse.join()
        return True


def _beat(job: Job, lease: timedelta, ended: threading.Event) -> None:
    """Keep the lease of running work that has nothing to say for a while."""
    try:
        while not ended.wait(lease.total_seconds() / 3):
            try:
                heartbeat(job=job, now=now(), lease=lease)
            except LeaseLost:
                return
            except DatabaseError:
                log.exception("could not say that %s lives", job)
                connections.close_all()
    finally:
        connections.close_all()


def release_dead_workers() -> int:
    """Free at once the jobs of this machine's processes that are gone, rather than wait for their leases. Answers how many."""
    held = Job.objects.filter(state=Job.State.RUNNING, worker__startswith=f"{_MACHINE}/")
    dead = [job.pk for job in held if not _lives(job.worker)]
    with transaction.atomic():
        return release_jobs(Job.objects.filter(pk__in=dead), now=now()) if dead else 0


def _lives(worker: str) -> bool:
    """Whether the process of a worker of this machine may still run. A number that came back belongs to another run."""
    pid, run = worker.rsplit("/", 3)[1:3]
    if int(pid) == os.getpid():
        return run == _RUN
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def start_workers(
    count: int, *, lease: timedelta = LEASE, may_work: Callable[[], bool] = lambda: True
) -> Callable[[], None]:
    """Start `count` workers as threads of this process. Calling the answer stops them: running work goes back to the queue."""
    stopping = threading.Event()
    release_dead_workers()
    workers = [
        Worker(number=number, stopping=stopping, lease=lease, may_work=may_work) for number in range(1, count + 1)
    ]
    threads = [threading.Thread(target=worker.run, name=f"worker-{worker.name}", daemon=True) for worker in workers]
    for thread in threads:
        thread.start()

    def stop() -> None:
        stopping.set()
        for _worker in workers:
            bell.ring()
        for thread in threads:
            thread.join(timeout=10)

    return stop
