"""Serve all companies of a folder at one address, each by its host name."""

import argparse
import os
import threading
from pathlib import Path

from tongxin.base.web.addresses import networks
from tongxin.project.cli import CommandFailed
from tongxin.project.hosting.router import Router
from tongxin.project.hosting.serving import Host
from tongxin.project.listening import listening_socket, server_at
from tongxin.project.processes import Stop

_LOOKS_EVERY = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Address and size. --data names the folder of all companies."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--threads", type=int, default=32, help="requests under way at once, all companies together (default 32)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Start the program of each company and hand requests on until stopped."""
    root = Path(os.environ.get("TONGXIN_DATA", "data")).resolve()
    try:
        listening = listening_socket(arguments.host, arguments.port)
    except OSError as error:
        raise CommandFailed(f"can't listen on {arguments.host}:{arguments.port} – {error.strerror or error}") from error
    host, ending = Host(root), threading.Event()
    looking = threading.Thread(target=_look, args=(host, ending))
    server = server_at(
        listening, Router(host, networks(os.environ.get("TONGXIN_TRUSTED_PROXIES", ""))), arguments.threads
    )
    stop = Stop()
    looking.start()
    print(f"The companies of {root} are at http://{arguments.host}:{listening.getsockname()[1]}/", flush=True)
    try:
        stop.is_possible()
        server.serve()
    except KeyboardInterrupt:
        print("stopping")
    finally:
        server.stop()
        ending.set()
        looking.join()
        host.end()
    return 0


def _look(host: Host, ending: threading.Event) -> None:
    while not ending.is_set():
        host.look()
        ending.wait(_LOOKS_EVERY)
