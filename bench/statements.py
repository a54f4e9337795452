"""What an answer takes, asked in a process of its own: `python -m bench.statements` with calls as JSON on standard input.

A call is `{"method", "path", "body", "headers"}`; each is asked twice, and the second time counts: what a server remembers from one
request to the next is remembered then. Time is the processor's, the least of three further times, that of PostgreSQL's process with it:
on a busy machine the clock says how busy it is.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bench.firm import Firm
from bench.load import Call


class Taken(NamedTuple):
    """Statements of one answer, and milliseconds of processor time."""

    statements: int
    cpu_ms: float


def taken(firm: Firm, calls: Sequence[tuple[dict[str, str], Call]]) -> list[Taken]:
    """What each call takes, asked with these headers."""
    asked = [{"method": one.method, "path": one.path, "body": one.body, "headers": headers} for headers, one in calls]
    more = {"DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.statements"],
        env={**firm.environment(), **more},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-2000:])
    return [Taken(*one) for one in json.loads(done.stdout)]


def _spent(connection: Any) -> float:  # Any: Django's
    """Seconds of processor time so far, of this process and of PostgreSQL's that serves it."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return time.process_time()
    with open(f"/proc/{connection.connection.info.backend_pid}/schedstat") as file:
        return time.process_time() + int(file.read().split()[0]) / 1e9


def _timed(connection: Any, ask: Callable[[], object]) -> float:  # Any: as above
    begun = _spent(connection)
    ask()
    return _spent(connection) - begun


def main() -> None:
    """Ask, count, tell."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    found = []
    for one in json.load(sys.stdin):

        def ask(one: Any = one) -> None:  # Any: JSON
            answer = client.generic(
                one["method"],
                one["path"],
                one["body"].replace("%n", str(time.time_ns())),
                content_type="application/json",
                headers={**one["headers"], "Host": "127.0.0.1"},
            )
            answer.getvalue()
            if answer.status_code >= 400:
                sys.exit(f"{one['path']} answered {answer.status_code}")

        for _turn in range(2):
            with CaptureQueriesContext(connection) as queries:
                ask()
        found.append((len(queries), round(min(_timed(connection, ask) for _turn in range(3)) * 1000, 1)))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
