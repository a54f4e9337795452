"""How many statements an answer takes, counted in a process of its own: `python -m bench.statements` with calls as JSON on standard input.

A call is `{"method", "path", "body", "headers"}`; each is asked twice, and the second time counts: what a server remembers from one
request to the next is remembered then.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence

from bench.firm import Firm
from bench.load import Call


def counted(firm: Firm, calls: Sequence[tuple[dict[str, str], Call]]) -> list[int]:
    """Statements of each call, asked with these headers."""
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
    return [int(one) for one in json.loads(done.stdout)]


def main() -> None:
    """Ask, count, tell."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, counts = Client(), []
    for one in json.load(sys.stdin):
        for _turn in range(2):
            with CaptureQueriesContext(connection) as queries:
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
        counts.append(len(queries))
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
