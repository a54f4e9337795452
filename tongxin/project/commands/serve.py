"""Serve web, jobs and timers in one process."""

import argparse
import io
import logging
import sys

from tongxin.project.cli import CommandFailed
from tongxin.project.prepare import prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Address and size."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=8, help="requests answered at once (default 8)")
    parser.add_argument("--job-workers", type=int, default=1, help="jobs worked on at once (default 1)")


def run(arguments: argparse.Namespace) -> int:
    """Prepare, say where, and serve until stopped."""
    prepare()
    from cheroot.wsgi import Server
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from tongxin.collab.jobs.actions import start_workers
    from tongxin.project.first_run import set_up_link

    logging.captureWarnings(True)
    call_command("check", fail_level="ERROR", stdout=io.StringIO())  # it would praise itself on the console
    server = Server(
        (arguments.host, arguments.port), get_wsgi_application(), numthreads=arguments.threads, server_name="Tongxin"
    )
    server.max_request_body_size = 300 * 1024 * 1024
    try:
        server.prepare()
    except OSError as error:
        raise CommandFailed(f"can't listen on {arguments.host}:{arguments.port} – {error.strerror or error}") from error
    address = f"http://{arguments.host}:{server.bind_addr[1]}"
    print(f"Tongxin is at {address}/")
    if link := set_up_link(address):
        print(f"First start: open {link} to set up your firm (the link works once).")
    sys.stdout.flush()
    stop_workers = start_workers(arguments.job_workers)
    try:
        server.serve()
    except KeyboardInterrupt:
        print("stopping")
    finally:
        server.stop()
        stop_workers()
    return 0
