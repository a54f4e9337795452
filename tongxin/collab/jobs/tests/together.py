"""Many at once on a real database: fifty requests with one key from five processes, then workers as threads of one process.

Run as `python -m tongxin.collab.jobs.tests.together`; prints what it found as JSON.
"""

import json
import os
import sys
import threading
from datetime import UTC, datetime, timedelta

import django
from django.core.management import call_command
from django.db import connection, connections, transaction

PROCESSES, THREADS, JOBS = 5, 10, 20
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def put_down(what: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO deeds (what) VALUES (%s)", [what])
        cursor.execute("SELECT count(*) FROM deeds WHERE what = %s", [what])
        return cursor.fetchone()[0]


def count_of(what: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM deeds WHERE what = %s", [what])
        return cursor.fetchone()[0]


def prepare() -> None:
    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS deeds")
        cursor.execute("CREATE TABLE deeds (what varchar(20))")
    connections.close_all()


def ask(key: str, answers: list) -> None:
    from tongxin.collab.jobs.actions import do_once

    try:
        answer = do_once(principal="person:1", key=key, fingerprint="f", now=NOW, deed=lambda: put_down("once"))
        answers.append(answer.value)
    except Exception as error:
        answers.append(repr(error))
    finally:
        connections.close_all()


def ask_at_once() -> list:
    """What each of fifty requests with the same key was answered."""
    reader, writer = os.pipe()
    children = []
    for _ in range(PROCESSES):
        pid = os.fork()
        if pid == 0:
            answers: list = []
            threads = [threading.Thread(target=ask, args=("key", answers)) for _ in range(THREADS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            os.write(writer, (json.dumps(answers) + "\n").encode())
            os._exit(0)
        children.append(pid)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answers = [answer for line in pipe for answer in json.loads(line)]
    for pid in children:
        os.waitpid(pid, 0)
    return answers


def work_in_threads() -> dict:
    """Start workers, ask for work that asks for more work, wait for the end, stop them."""
    from tongxin.base.work import work
    from tongxin.collab.jobs.actions import enqueue, start_workers
    from tongxin.collab.jobs.models import Job

    all_done = threading.Event()

    @work(name="together.first")
    def first(*, number: int) -> None:
        with transaction.atomic():
            put_down("first")
            enqueue(name="together.second", arguments={"number": number})

    @work(name="together.second")
    def second(*, number: int, job) -> None:
        with transaction.atomic():
            job.within(done=1)
            put_down("second")
        if count_of("second") == JOBS:
            all_done.set()

    before = threading.active_count()
    stop = start_workers(2, lease=timedelta(seconds=5))
    for number in range(JOBS):
        enqueue(name="together.first", arguments={"number": number})
    ended = all_done.wait(60)
    stop()
    states = sorted(set(Job.objects.filter(name__startswith="together").values_list("state", flat=True)))
    return {
        "ended": ended,
        "first": count_of("first"),
        "second": count_of("second"),
        "states": states,
        "threads_left": threading.active_count() - before,
    }


if __name__ == "__main__":
    django.setup()
    prepare()
    given = ask_at_once()
    report = {"answers": given, "deeds": count_of("once"), "work": work_in_threads()}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE deeds")
    json.dump(report, sys.stdout)
