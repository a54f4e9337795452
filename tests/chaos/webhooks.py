"""Parcels for a service that fails three times in ten or answers without end, workers that are killed, and a secret that is replaced meanwhile:
every parcel arrives, under one key, signed as it should be, and each record's are counted without a gap.

Run by `bin/chaos webhooks-out`; takes the database from DATABASE_URL, else makes a SQLite file. The clock runs fast, so that pauses between tries
pass. Prints what it found as JSON.
"""

import argparse
import json
import os
import random
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from tests.chaos.approval_firm import hire
from tongxin.base.clock import now, replaying
from tongxin.base.subjects import Subject
from tongxin.collab.automations.actions import put_in_use, save_hook, write_rule
from tongxin.collab.automations.actions.sending import next_seq, post_parcel
from tongxin.collab.automations.actions.signing import signature
from tongxin.collab.automations.actions.within import within
from tongxin.collab.automations.definition import Definition, Step
from tongxin.collab.automations.models import Hook, Parcel, Run
from tongxin.collab.jobs.actions import Worker, work_off
from tongxin.collab.jobs.actions.worker import release_dead_workers
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party

SECRET, NEWER = "a secret of enough letters", "another secret of enough letters"
FAILING, ENDLESS = 0.3, 0.02
RECORDS = 50
FASTER = 600  # times


class Service(BaseHTTPRequestHandler):
    """Takes a parcel and notes its key; or says that it is busy, hangs up, takes its time, or never ends."""

    def do_POST(self) -> None:  # noqa: N802  # as the library calls it
        """Note what came, and whether its signature fits."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        key, stamp = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        luck = random.random()
        if luck < FAILING / 3:
            self.connection.shutdown(socket.SHUT_RDWR)
        elif luck < FAILING / 3 * 2:
            self._answer(503)
        elif luck > 1 - ENDLESS:
            self._never_end()
        else:
            time.sleep(0.2 if luck < FAILING else 0)
            self._take(key, stamp, body)

    def _take(self, key: str, stamp: str, body: bytes) -> None:
        is_ours = signature(SECRET, key, stamp, body) in self.headers["webhook-signature"].split(" ")
        said = json.loads(body)
        with _taken().open("a") as file:
            file.write(f"{key} {is_ours} {said['data'].get('id', 0)} {said.get('seq', 0)}\n")
        self._answer(200)

    def _never_end(self) -> None:
        """A sign every second."""
        with suppress(OSError):  # whoever asked hung up
            while True:
                self.connection.send(b"x")
                time.sleep(1)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Quiet."""


def _taken() -> Path:
    return Path(settings.DATA) / "taken.txt"


def prepare(origin: str, count: int) -> None:
    """A rule that told the service, and so many parcels from it."""
    (boss,) = hire(0)
    settings.TRUSTED_ORIGINS = frozenset({origin})
    hook = save_hook(by=boss, name="金蝶", address=f"{origin}/in", secret=SECRET)
    said = Definition(occasion="party.created", acts=(Step("webhook", {"hook": str(hook.pk)}),))
    put_in_use(by=boss, rule=write_rule(by=boss, name="告诉金蝶", kind="party", said=said))
    create_party(by=boss, name="恒润阀门")
    work_off(most=1)
    with within(Run.objects.get()), transaction.atomic():
        for number in range(count):
            on = Subject("party", 1 + number % RECORDS)
            body = {"type": "test", "seq": next_seq(hook, on), "data": {"kind": on.kind, "id": on.id}}
            post_parcel(key=f"chaos-{number}", body=body, hook=hook)


def _boss() -> Person:
    return Person.objects.get(email="boss@hengxin.example")


def _forked(run: Callable[[], object]) -> int:
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            run()
        finally:
            os._exit(0)
    return pid


def work() -> None:
    """One worker by a clock that runs fast, until nothing waits."""
    release_dead_workers()
    worker, began = Worker(number=1, stopping=threading.Event()), now()
    while Parcel.objects.filter(state=Parcel.State.WAITING).exists():
        with replaying(began + (now() - began) * FASTER):
            if not worker.turn(now()):
                time.sleep(0.05)
    connections.close_all()


def hurt(workers: int, kills: int, chance: random.Random) -> int:
    """Let the workers go and kill some. Answers how many died."""
    pids, died, until = [_forked(work) for _number in range(workers)], 0, time.monotonic() + 3600
    while Parcel.objects.filter(state=Parcel.State.WAITING).exists() and time.monotonic() < until:
        time.sleep(chance.uniform(0.2, 1.0))
        if died == kills // 2:
            save_hook(by=_boss(), hook=Hook.objects.get(), name="金蝶", secret=NEWER)
        if died < kills:
            place = chance.randrange(workers)
            os.kill(pids[place], signal.SIGKILL)
            os.waitpid(pids[place], 0)
            pids[place], died = _forked(work), died + 1
    for pid in pids:
        os.waitpid(pid, 0)
    return died


def main(argv: list[str]) -> int:
    """Prepare, send, hurt, look."""
    parser = argparse.ArgumentParser(prog="bin/chaos webhooks-out", description=__doc__)
    parser.add_argument("--parcels", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    service = _forked(server.serve_forever)
    try:
        prepare(f"http://127.0.0.1:{server.server_address[1]}", arguments.parcels)
        died = hurt(arguments.workers, arguments.kills, random.Random(seed))
    finally:
        os.kill(service, signal.SIGTERM)
        os.waitpid(service, 0)
    arrived = Counter(_taken().read_text().split("\n")[:-1])
    keys = {line.split()[0] for line in arrived}
    counted = {tuple(line.split()[2:]) for line in arrived if line.startswith("chaos-")}
    ours = {f"chaos-{number}" for number in range(arguments.parcels)}
    found = {
        "parcels": arguments.parcels,
        "missing": len(ours - keys),
        "given_up": Parcel.objects.filter(state=Parcel.State.FAILED).count(),
        "badly_signed": sum(line.split()[1] == "False" for line in arrived),
        "not_counted": arguments.parcels - len(counted),
        "replaced": bool(Hook.objects.get().former_secret),
        "more_than_once": sum(times > 1 for times in arrived.values()),
    }
    print(
        json.dumps(
            {"seed": seed, "died": died, **found, "most_tries": max(Parcel.objects.values_list("tries", flat=True))}
        )
    )
    wrong = ("missing", "given_up", "badly_signed", "not_counted")
    return 1 if any(found[name] for name in wrong) or not found["replaced"] else 0
