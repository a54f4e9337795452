"""For hours a fault every minute while programs write: a process of the server killed, the server itself, PostgreSQL, files that can't
grow. Nothing acknowledged is lost or doubled, no work is stuck, every check of the approvals holds, and memory does not grow.

Run by `bin/chaos soak --minutes 20`; with --database postgres on a server of its own. Prints what it found as JSON.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.firm import MAIL, ROOT, Firm, tongxin
from bench.server import Server, serve
from tests.chaos.crash import AGAIN, founded, judged, postgres
from tests.chaos.writers import Writers

LEAST_PAUSE = 5.0  # seconds after a fault
# Approvals that wait and timers that are due, so that there is work for somebody; then what is untrue and what is stuck.
BEGIN = """
import django
django.setup()
from datetime import timedelta
from tests.chaos.approval_firm import step
from tongxin.collab.approvals.actions import publish_flow, start_approval
from tongxin.collab.approvals.models import Flow
from tongxin.collab.people.models import Person
by = Person.objects.get()
publish_flow(by=by, key="soak", name="soak", graph={"v": 1, "line": [step("one", by.pk)]})
for number in range(20):
    start_approval(by=by, flow=Flow.objects.get(key="soak"), title=f"申请 {number}", facts={})
"""
LOOK = """
import json, django
django.setup()
from datetime import timedelta
from django.db import connection
from tests.chaos.approval_firm import untrue
from tongxin.base.clock import now
from tongxin.collab.jobs.models import Job
late = now() - timedelta(minutes=5)
found = {"stuck": Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=late).count(), "failed": Job.objects.filter(state=Job.State.FAILED).count()}
found["waiting_long"] = Job.objects.filter(state=Job.State.WAITING, run_after__lt=late).count()
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found["damaged"] = int(cursor.fetchone()[0] != "ok")
print(json.dumps({**found, **untrue()}))
"""


class Soak:
    """A firm that is served, and what can happen to it."""

    def __init__(self, firm: Firm, writers: Writers, crash: Callable[[], None] | None, chance: random.Random) -> None:
        self.firm, self.writers, self.crash, self.chance = firm, writers, crash, chance
        self.lives: list[list[int]] = [[]]  # memory in MiB after each fault, of each server

    @property
    def server(self) -> Server:
        return self.writers.server

    def faults(self) -> dict[str, Callable[[], None]]:
        """What may happen here, by name."""
        some = {"child killed": self.kill_child, "server killed": self.kill_server, "files can't grow": self.fill}
        return {**some, "PostgreSQL killed": self.crash} if self.crash is not None else some

    def kill_child(self) -> None:
        """One of the processes that the server split off: it must come back by itself."""
        children = self.server.pids()[1:]
        if children:
            os.kill(self.chance.choice(children), signal.SIGKILL)

    def kill_server(self) -> None:
        """All of it, and begin anew as a supervisor would."""
        for pid in self.server.pids():
            os.kill(pid, signal.SIGKILL)
        self.server.process.wait()
        self.writers.server = serve(self.firm)
        self.lives.append([])

    def fill(self) -> None:
        """For ten seconds no file of its grows."""
        pids = self.server.pids()
        for pid in pids:
            subprocess.run(["prlimit", "--pid", str(pid), "--fsize=65536:"], check=False)
        time.sleep(10)
        for pid in pids:
            subprocess.run(["prlimit", "--pid", str(pid), "--fsize=unlimited:"], check=False)

    def looked(self) -> dict[str, int]:
        """What is untrue or stuck."""
        environment = {**self.firm.environment(), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
        done = subprocess.run([sys.executable, "-c", LOOK], env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # fmt: skip
        return dict(json.loads(done.stdout))


def soaked(soak: Soak, minutes: float, every: float) -> tuple[Counter[str], list[dict[str, Any]]]:
    """Hurt it until the time is over. Answers what was done, and what was found wrong on the way."""
    until, happened, wrong = time.monotonic() + minutes * 60, Counter[str](), list[dict[str, Any]]()
    while time.monotonic() < until:
        begun = time.monotonic()
        name = soak.chance.choice(sorted(soak.faults()))
        soak.faults()[name]()
        happened[name] += 1
        time.sleep(max(every - (time.monotonic() - begun), LEAST_PAUSE))
        found = {key: count for key, count in soak.looked().items() if count and key != "untold"}
        if found:
            wrong.append({"after": name, **found})
        soak.lives[-1].append(round(soak.server.rss_mb()))
        print(f"{name}: {found}, {soak.lives[-1][-1]} MB", file=sys.stderr, flush=True)
    return happened, wrong


def main(argv: list[str]) -> int:
    """Found, write, hurt, look."""
    parser = argparse.ArgumentParser(prog="bin/chaos soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--every", type=float, default=60, help="seconds from one fault to the next")
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-", ignore_cleanup_errors=True) as place:
        os.chmod(place, 0o755)
        folder = Path(place)
        url, crash, end = postgres(folder) if arguments.database == "postgres" else ("", None, lambda: None)
        firm = founded(folder, url)
        token = tongxin(firm, "token", "create", "--as", MAIL, "--name", "chaos").strip()
        environment = {**firm.environment(), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
        subprocess.run([sys.executable, "-c", BEGIN], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        writers = Writers(serve(firm), token, arguments.clients)
        soak = Soak(firm, writers, crash, random.Random(seed))
        writers.start()
        try:
            happened, wrong = soaked(soak, arguments.minutes, arguments.every)
        finally:
            told = writers.stop()
            soak.server.close()
        report = {**judged(firm, told, [0.0]), "at_the_end": soak.looked()}
        end()
    report["wrong_answers"] = sum(count for status, count in told.statuses.items() if status not in AGAIN)
    del report["slowest_recovery_s"]
    print(json.dumps({"seed": seed, "faults": dict(happened), **report, "wrong": wrong, "mb": soak.lives}, ensure_ascii=False))  # fmt: skip
    amiss = {key: count for key, count in report["at_the_end"].items() if count and key != "untold"}
    return 1 if report["lost"] or report["doubled"] or report["wrong_answers"] or wrong or amiss else 0
