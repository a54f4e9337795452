"""Serve web, jobs and timers: jobs in a process of their own where that is safe, and with --workers N several that answer."""

import argparse
import io
import logging
import os
import sys
import threading
from functools import partial
from typing import Any

from tongxin.project.cli import CommandFailed
from tongxin.project.prepare import prepare

CHECKED = ("start", "security", "translation", "files", "caches")
_BEHIND = 5  # how much less of a busy core background work gets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Address and size."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help="processes that answer, one for each core at most (default 1; several on PostgreSQL, or on SQLite in WAL mode)",
    )
    parser.add_argument("--threads", type=int, default=8, help="requests answered at once by each process (default 8)")
    parser.add_argument("--job-workers", type=int, default=1, help="jobs worked on at once (default 1)")


def run(arguments: argparse.Namespace) -> int:
    """Prepare, say where, and serve until stopped."""
    prepare()
    from django.conf import settings
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from tongxin.project.first_run import set_up_link
    from tongxin.project.listening import listening_socket
    from tongxin.project.measuring import counting
    from tongxin.project.processes import Stop, serve_in_processes

    logging.captureWarnings(True)
    # What depends on the place, and our own; what Django looks for in code is looked for by the tests. Its praise is for no console.
    call_command("check", tags=CHECKED, fail_level="ERROR", stdout=io.StringIO())
    hindrance = why_one_process()
    if arguments.workers > 1 and hindrance:
        raise CommandFailed(hindrance)
    application = get_wsgi_application()
    try:
        listening = listening_socket(arguments.host, arguments.port)
    except OSError as error:
        raise CommandFailed(f"can't listen on {arguments.host}:{arguments.port} – {error.strerror or error}") from error
    address = f"http://{arguments.host}:{listening.getsockname()[1]}"
    print(f"Tongxin is at {address}/")
    if link := set_up_link(settings.BASE_URL or address):
        print(f"First start: open {link} to set up your firm (the link works once).")
    sys.stdout.flush()

    web = [
        counting(place, partial(_answer, listening, application, arguments.threads, 0))
        for place in range(arguments.workers)
    ]
    jobs = partial(_work, arguments.job_workers)
    try:
        if arguments.job_workers and hindrance:
            _answer(listening, application, arguments.threads, arguments.job_workers, Stop())
        elif arguments.job_workers:
            serve_in_processes([*web, jobs])
        elif arguments.workers > 1:
            serve_in_processes(web)
        else:
            web[0](Stop())
    except KeyboardInterrupt:
        pass  # the one process was interrupted; several are ended by their parent, which is only asked
    print("stopping")
    return 0


def _answer(listening: Any, application: Any, threads: int, jobs: int, stop: Any) -> None:  # Any: socket, WSGI, Stop
    """Answer requests in this process, and work jobs beside them in so many threads."""
    from tongxin.collab.jobs.actions import start_workers
    from tongxin.project.listening import server_at
    from tongxin.project.maintenance import may_work

    server = server_at(listening, application, threads)
    stop_workers = start_workers(jobs, may_work=may_work)
    try:
        stop.is_possible()
        server.serve()
    finally:
        server.stop()
        stop_workers()


def _work(jobs: int, stop: Any) -> None:  # Any: Stop
    """Work jobs in this process, behind whoever answers people."""
    from tongxin.collab.jobs.actions import start_workers
    from tongxin.project.maintenance import may_work

    os.nice(_BEHIND)
    stop_workers = start_workers(jobs, may_work=may_work)
    try:
        stop.is_possible()
        threading.Event().wait()
    finally:
        stop_workers()


def why_one_process() -> str:
    """What keeps this installation in one process, empty when nothing does.

    Several processes may write to one SQLite file only in WAL mode, which the start-up gate opens on safe versions.
    """
    import sqlite3

    from django.db import connection

    if not hasattr(os, "fork"):
        return "this system can't split a process; leave --workers away"
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0].upper()
    if mode == "WAL":
        return ""
    return (
        f"SQLite {sqlite3.sqlite_version} is not safe for several processes (journal mode {mode});"
        " serve with one, or use PostgreSQL"
    )
