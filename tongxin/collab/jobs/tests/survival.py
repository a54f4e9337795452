"""A program that is killed: two workers at a time on a real database, each ended by SIGKILL at a random statement or instant.

Run as `python -m tongxin.collab.jobs.tests.survival KILLS SEED`; prints what it found as JSON.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created

PIECE, UPTO, LONG_JOBS, SHORT_JOBS = 10, 200, 2, 20
LEASE = timedelta(seconds=1)


def count(*, upto: int, job) -> int:
    """Write the numbers below `upto`, a piece at a time, beginning where the last committed piece ended."""
    for start in range(job.done, upto, PIECE):
        with transaction.atomic():
            job.within(done=start + PIECE, total=upto)
            with connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO counted (job, number) VALUES (%s, %s)",
                    [(job.id, n) for n in range(start, start + PIECE)],
                )
    return upto


def prepare() -> None:
    from tongxin.base.work import work
    from tongxin.collab.jobs.actions import enqueue
    from tongxin.collab.jobs.models import Job

    work(name="survival.count")(count)
    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS counted")
        cursor.execute("CREATE TABLE counted (job integer, number integer)")
    Job.objects.filter(name="survival.count").delete()
    for _ in range(LONG_JOBS):
        enqueue(name="survival.count", arguments={"upto": UPTO})
    for _ in range(SHORT_JOBS):
        enqueue(name="survival.count", arguments={"upto": PIECE})
    connections.close_all()


def die_at(statement: int) -> Callable:
    """A wrapper of statements that kills this process just before the so-many-th."""
    left = [statement]

    def wrapper(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return wrapper


def work_until_done(number: int, statement: int | None) -> None:
    from tongxin.base.clock import now
    from tongxin.collab.jobs.actions import Worker
    from tongxin.collab.jobs.actions.worker import release_dead_workers
    from tongxin.collab.jobs.models import Job

    if statement is not None:
        wrapper = die_at(statement)
        connection_created.connect(
            lambda connection, **_: connection.execute_wrappers.append(wrapper), weak=False, dispatch_uid="die"
        )
    worker = Worker(number=number, stopping=threading.Event(), lease=LEASE)
    while Job.objects.active().exists():
        release_dead_workers()
        if not worker.turn(now()):
            time.sleep(0.01)
    connections.close_all()


def fork(number: int, statement: int | None) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            work_until_done(number, statement)
            code = 0
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            code = 1
        os._exit(code)
    return pid


def torment(kills: int, chance: random.Random) -> int:
    """Keep two workers going and kill them until `kills` have died or the work is done. Answers how many died."""
    died, number = 0, 0
    living: dict[int, float | None] = {}
    while True:
        while len(living) < 2 and (died + len(living) < kills or not living):
            number += 1
            may_die = died + len(living) < kills
            by_statement = may_die and chance.random() < 0.6
            pid = fork(number, chance.randint(1, 60) if by_statement else None)
            living[pid] = time.monotonic() + chance.uniform(0.01, 0.15) if may_die and not by_statement else None
        for pid, at in living.items():
            if at is not None and time.monotonic() >= at:
                os.kill(pid, signal.SIGKILL)
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            time.sleep(0.002)
            continue
        del living[pid]
        if os.WIFSIGNALED(status):
            died += 1
        elif os.WEXITSTATUS(status):
            sys.exit("a worker broke")
        elif not living:
            return died


def found() -> dict:
    from tongxin.collab.jobs.models import Job

    with connection.cursor() as cursor:
        cursor.execute("SELECT job, number, count(*) FROM counted GROUP BY job, number")
        rows = cursor.fetchall()
        cursor.execute("DROP TABLE counted")
    jobs = {job.pk: job for job in Job.objects.filter(name="survival.count")}
    wanted = {(job.pk, number) for job in jobs.values() for number in range(job.arguments["upto"])}
    return {
        "states": sorted({job.state for job in jobs.values()}),
        "jobs": len(jobs),
        "lost": len(wanted - {(job, number) for job, number, _ in rows}),
        "doubled": sum(1 for *_, times in rows if times != 1),
        "failures": sum(job.attempts for job in jobs.values()),
    }


if __name__ == "__main__":
    django.setup()
    settings.LOGGING_CONFIG = None
    prepare()
    deaths = torment(int(sys.argv[1]), random.Random(int(sys.argv[2])))
    print(json.dumps(found() | {"died": deaths}))
