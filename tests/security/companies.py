"""Two companies on one host, with the same people and the same numbers: nothing of the one opens anything of the other. bin/sec companies.

Every address is filled with the numbers of the first company's records and asked of the second, by GET and POST, with the cookies and the token of
the first one's administrator and of its owner of everything; then its links, its calendar, its files. The second's tables and files must be as
they were. Nobody's host is unknown, and the process which reads host names never opens a database. What a process keeps between requests is its own: no
process of one company has a file of another open. At last the second works off all jobs of the first: of the first nothing is read or changed.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.security.killing import OK, ROOT, asked, serving

FIRST, SECOND = "first.example", "second.example"
UNKNOWN = [
    "nobody.example",
    "127.0.0.1",
    "",
    f"{FIRST}.evil.example",
    f"evil.{FIRST}",
    f"{FIRST}, {SECOND}",
    f"{FIRST}@x.example",
    "[::1]",
    f"{FIRST}:x",
]
_BUILD = """
import json
import django
django.setup()
from tongxin.project.prepare import prepare
prepare()
from django.test import Client
from tests.security.credentials import hand_out
from tests.security.test_matrix import GUEST_DOORS, PARAMETER, ROUTES, filled
from tests.security.world import build
from tongxin.base.web.routes import is_api, routes
world = build()
sessions = []
for who in (world.cast.boss, world.cast.south):
    client = Client()
    client.force_login(who)
    sessions.append("session=" + client.cookies["session"].value)
api = ["/" + PARAMETER.sub(lambda found: str(world.numbers.get(found[1], 1)), route.pattern) for route in routes() if is_api(route)]
print(json.dumps({
    "private": [filled(route, world) for route in ROUTES if route.name not in GUEST_DOORS], "api": api, "sessions": sessions,
    "token": world.secret, "knocks": hand_out(world.cast, "one").knocks,
}))
"""
_JOBS = """
import json
import django
django.setup()
from tongxin.collab.jobs.models import Job
print(json.dumps([[job.name, job.arguments] for job in Job.objects.order_by("id")], default=str))
"""
# The jobs come in on standard input; what the process has open at the end goes out.
_WORK_OFF = """
import json, os, sys
import django
django.setup()
from contextlib import suppress
from tongxin.base.work import UnknownWork, work_named
from tongxin.collab.jobs.actions import enqueue, work_off
from tongxin.collab.jobs.models import Job
known = []
for name, arguments in json.load(sys.stdin):
    with suppress(UnknownWork):  # a job that was made up has no work
        known.append((work_named(name).name, arguments))
asked = [enqueue(name=name, arguments=arguments).pk for name, arguments in known]
work_off()
held = [os.readlink(one.path) for one in os.scandir("/proc/self/fd") if os.path.islink(one.path) and os.path.exists(one.path)]
states = [str(job.state) for job in Job.objects.filter(pk__in=asked)]
print(json.dumps({"states": states, "held": held}))
"""
_STATE = """
import django
django.setup()
from tests.security.test_matrix import RECORDS
from tests.security.world import state
print(state([*RECORDS, "files", "journal", "calendar", "tasks", "feed", "approvals", "views"]))
"""


def program(folder: Path, source: str, typed: str = "") -> str:
    """What a program prints that works on a company's folder."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    more = {"TONGXIN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", source], env={**kept, **more}, cwd=ROOT, capture_output=True, text=True, input=typed
    )
    if told.returncode:
        raise SystemExit(told.stderr[-2_000:])
    return told.stdout.splitlines()[-1]


def told(port: int, method: str, path: str, headers: Mapping[str, str], host: str) -> tuple[int, str]:
    """Status, and where one is sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    body = urlencode({"name": "X", "text": "x", "value": "x"}) if method == "POST" else None
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, path, body, {**headers, **form, "Host": host})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def is_refused(status: int, where: str) -> bool:
    """Sent to sign in, not let in, refused for want of the form's secret, or not there."""
    return status in (401, 403, 404, 405, 410) or (status == 302 and where.startswith("/login/"))


def replayed(port: int, firm: Mapping[str, Any]) -> tuple[Counter[int], list[str]]:
    """Everything of the first, asked of the second. Answers the statuses, and what was let in."""
    seen, amiss = Counter[int](), []
    bearer = {"Authorization": f"Bearer {firm['token']}"}
    asks = [(path, {"Cookie": cookie}) for path in firm["private"] for cookie in firm["sessions"]]
    asks += [(path, bearer) for path in firm["api"] if not path.endswith(("/openapi.json", "/docs"))]
    for path, headers in asks:
        for method in ("GET", "POST"):
            status, where = told(port, method, path, headers, SECOND)
            seen[status] += 1
            if not is_refused(status, where):
                amiss.append(f"{method} {path}: {status} {where}")
    for name, (path, headers) in firm["knocks"].items():
        own, other = (asked(port, path, headers, host) for host in (FIRST, SECOND))
        seen[other] += 1
        if own != OK or other == OK:
            amiss.append(f"{name}: {own} at home, {other} elsewhere")
    return seen, amiss


def open_databases(pid: int) -> list[str]:
    """What the process that reads host names has open of anybody's database."""
    files = [os.readlink(one) for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink()]
    return [name for name in files if "sqlite3" in name]


def crossing(folders: list[Path]) -> list[str]:
    """Files of one company's folder that a process of another has open."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            own = [
                folder
                for folder in folders
                if f"TONGXIN_DATA={folder}".encode() in (one / "environ").read_bytes().split(b"\0")
            ]
            held = [os.readlink(file) for file in (one / "fd").iterdir()]
        except OSError:  # it has ended meanwhile, or is no business of ours
            continue
        others = [folder for folder in folders if folder not in own] if own else []
        found += [f"{own[0].name}: {name}" for name in held for other in others if name.startswith(f"{other}/")]
    return found


def worked_off(first: Path, second: Path) -> tuple[Counter[str], list[str]]:
    """All jobs of the first, done by the second. Answers how they ended, and what of the first was touched."""
    jobs = program(first, _JOBS)
    before, files = program(first, _STATE), sorted((first / "files").rglob("*"))
    told = json.loads(program(second, _WORK_OFF, jobs))
    amiss = [f"a job of the second read {name}" for name in told["held"] if name.startswith(f"{first}/")]
    if (before, files) != (program(first, _STATE), sorted((first / "files").rglob("*"))):
        amiss.append("jobs done by the second changed the first")
    return Counter(told["states"]), amiss


def router_of(root: Path) -> int:
    """The process which listens for all companies of this folder."""
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        words = one.read_bytes().split(b"\0")
        if b"host" in words and str(root).encode() in words:
            return int(one.parent.name)
    raise SystemExit("no process listens for the companies")


def main(argv: list[str]) -> int:
    """Exit status 0 when nothing of the one opened anything of the other, and nothing of the other changed."""
    from tongxin.project.hosting.companies import add_company

    argparse.ArgumentParser(prog="bin/sec companies", description=__doc__).parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="tongxin-companies-") as folder:
        root = Path(folder)
        first, second = (
            add_company(root, name=host.split(".")[0], address=f"http://{host}") for host in (FIRST, SECOND)
        )
        firm = json.loads(program(first.folder, _BUILD))
        program(second.folder, _BUILD)
        with serving("host", "--data", folder) as port:
            told(port, "GET", "/health/", {}, SECOND)
            before, files = program(second.folder, _STATE), sorted((second.folder / "files").rglob("*"))
            seen, amiss = replayed(port, firm)
            statuses = {
                host: told(port, "GET", "/today/", {"Cookie": firm["sessions"][0]}, host)[0] for host in UNKNOWN
            }
            amiss += [f"host {host!r}: {status}" for host, status in statuses.items() if status not in (400, 404)]
            amiss += [f"the router has {name} open" for name in open_databases(router_of(root))]
            for session in firm["sessions"]:
                told(port, "GET", "/customers/", {"Cookie": session}, FIRST)
            amiss += [f"open across companies: {name}" for name in crossing([first.folder, second.folder])]
            if (before, files) != (program(second.folder, _STATE), sorted((second.folder / "files").rglob("*"))):
                amiss.append("tables or files of the other changed")
        done, more = worked_off(first.folder, second.folder)
        amiss += more if done else [*more, "there was no job to replay"]
    print(f"{done.total()} jobs of the first done by the second: {dict(done)}")
    print(f"{seen.total()} requests: {dict(seen)}; {len(UNKNOWN)} hosts of nobody")
    print("\n".join(amiss) or "nothing of the one opened anything of the other")
    return 1 if amiss else 0
