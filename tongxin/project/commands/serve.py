"""Serve web, jobs and timers: in one process, or with --workers N in several at one address."""

import argparse
import io
import logging
import os
import sys
from typing import Any

from tongxin.project.cli import CommandFailed
from tongxin.project.prepare import prepare


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
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from tongxin.project.first_run import set_up_link
    from tongxin.project.listening import listening_socket
    from tongxin.project.processes import Stop, serve_in_processes

    logging.captureWarnings(True)
    call_command("check", fail_level="ERROR", stdout=io.StringIO())  # it would praise itself on the console
    if arguments.workers > 1:
        refuse_several()
    application = get_wsgi_application()
    try:
        listening = listening_socket(arguments.host, arguments.port)
    except OSError as error:
        raise CommandFailed(f"can't listen on {arguments.host}:{arguments.port} – {error.strerror or error}") from error
    address = f"http://{arguments.host}:{listening.getsockname()[1]}"
    print(f"Tongxin is at {address}/")
    if link := set_up_link(address):
        print(f"First start: open {link} to set up your firm (the link works once).")
    sys.stdout.flush()

    def serve(place: int, stop: Stop) -> None:
        """Serve in this process; jobs are shared out from the first one on."""
        jobs = len(range(place - 1, arguments.job_workers, max(arguments.workers, 1)))
        _serve(listening, application, stop, threads=arguments.threads, jobs=jobs)

    try:
        if arguments.workers > 1:
            serve_in_processes(arguments.workers, serve)
        else:
            serve(1, Stop())
    except KeyboardInterrupt:
        print("stopping")
    return 0


def _serve(
    listening: Any, application: Any, stop: Any, *, threads: int, jobs: int
) -> None:  # Any: socket, WSGI application and Stop
    from tongxin.collab.jobs.actions import start_workers
    from tongxin.project.listening import server_at

    server = server_at(listening, application, threads)
    stop_workers = start_workers(jobs)
    try:
        stop.is_possible()
        server.serve()
    finally:
        server.stop()
        stop_workers()


def refuse_several() -> None:
    """Several processes may write to one SQLite file only in WAL mode, which the start-up gate opens on safe versions."""
    import sqlite3

    from django.db import connection

    if not hasattr(os, "fork"):
        raise CommandFailed("this system can't split a process; leave --workers away")
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0].upper()
    if mode != "WAL":
        raise CommandFailed(
            f"SQLite {sqlite3.sqlite_version} is not safe for several processes (journal mode {mode});"
            " serve with one, or use PostgreSQL"
        )
