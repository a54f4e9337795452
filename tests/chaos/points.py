"""Killed at every point at which the program commits, before it and after it, one at a time; started again, it ends as if nothing had happened.

Run by `bin/chaos points`; takes the server from DATABASE_URL, else makes a SQLite file. Each kind of work is done once undisturbed, which gives the names of its points and what must be true in the
end; then once for each side of each point, in a copy of the same data. With `--chain` there is one copy, in which the work is begun again and again
and killed at its first commit each time, before it and after it in turn: as many kills for the price of as many starts, where each commit is a step
forward (upgrades). Prints what it found as JSON.
"""

import argparse
import json
import logging
import os
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.db.models import DateTimeField, FloatField, UUIDField

from tests.chaos import point_works
from tests.chaos.approval_firm import untrue
from tests.chaos.boundaries import Boundaries
from tests.chaos.places import Noting, Place, copied, fresh
from tongxin.collab.jobs.models import Job
from tongxin.directory.doubles.models import Changed, Key
from tongxin.directory.quality.models import Snapshot

SIDES = ("before", "after")
MOVING = (DateTimeField, UUIDField, FloatField)
BY_THE_CLOCK = ("tries", "took_minutes")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\"\\\\]*")


def forked(place: Place, run: Callable[[], object]) -> int:
    """How a process ended that did this in that place."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            place.enter()
            run()
            connections.close_all()
            code = 0
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            code = 1
        os._exit(code)
    return os.waitpid(pid, 0)[1]


def look() -> dict[str, Any]:
    """What is true here: everything in each table but for instants, chance, how long something took and how often it was tried, what left, and whether the file is whole."""
    facts: dict[str, Any] = {}
    for model in apps.get_models():
        if model in (Job, Session, Changed, Key):  # doubles are looked for again every few minutes
            continue
        # Work that is asked for again takes a number on a server even where it waits already.
        columns = [one for one in model._meta.concrete_fields if not isinstance(one, MOVING) and one.name != "job"]
        names = [
            one.attname
            for one in columns
            if one.attname not in BY_THE_CLOCK and not (model is Snapshot and one.primary_key)
        ]
        rows = model._base_manager.values_list(*names)
        told = sorted(INSTANT.sub("T", json.dumps(row, default=str, ensure_ascii=False)) for row in rows)
        facts[model._meta.label] = told
    facts["jobs"] = sorted({(one.name, one.state) for one in Job.objects.filter(occurrence=None)})
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            facts["file"] = cursor.fetchall()
    # A key may come twice: whoever takes it knows it again. None may be missing.
    received = Path(settings.DATA) / "received.txt"
    facts["told outside"] = sorted(set(received.read_text().split())) if received.exists() else []
    return {**facts, **untrue()}


def seen(place: Place) -> dict[str, Any] | None:
    """That of a place; None where it could not be said."""
    out = place.folder / "seen.json"
    status = forked(place, lambda: out.write_text(json.dumps(look(), sort_keys=True, default=str)))
    return dict(json.loads(out.read_text())) if status == 0 else None


def differing(wanted: dict[str, Any], found: dict[str, Any] | None) -> str:
    """What is not as wanted, in words."""
    if found is None:
        return "can't be looked at"
    wrong = []
    for key in wanted:
        one, other = wanted[key], found.get(key)
        if one != other and isinstance(one, list) and isinstance(other, list):
            wrong.append(
                f"{key}: {[row for row in other if row not in one][:2]}, not {[row for row in one if row not in other][:2]}"
            )
        elif one != other:
            wrong.append(f"{key}: {other}, not {one}")
    return "; ".join(wrong)[:2_000]


class Trial:
    """One kind of work in copies of the prepared data."""

    def __init__(self, name: str, prepared: Place, room: Path) -> None:
        self.name, self.work = name, point_works.WORKS[name]
        self.prepared, self.room = copied(prepared, room.with_name(name)), room
        if forked(self.prepared, self.work.prepare) != 0:
            raise RuntimeError(f"{name} can't be prepared")
        place = self._fresh()
        note = Noting(place)
        watch = Boundaries(place.names, passed=note if place.database else None)
        before = place.numbers()
        status = forked(place, lambda: (watch.watch(), self.work.do()))
        self.points = place.names.read_text().splitlines()
        self.numbers = {-1: before, **note.noted()}
        self.wanted = seen(place) or {}
        self.broke = "" if status == 0 and self.wanted else "undisturbed it does not end well"

    def _fresh(self) -> Place:
        return copied(self.prepared, self.room)

    def killed_at(self, number: int, side: str) -> str:
        """Die there, go on. Answers what is not as it should be: `not reached` where the run was shorter this time."""
        place = self._fresh()
        watch = Boundaries(place.names, number, side)
        status = forked(place, lambda: (watch.watch(), self.work.do()))
        if not os.WIFSIGNALED(status):
            return "not reached" if status == 0 else "broke before"
        assert os.WTERMSIG(status) == signal.SIGKILL
        if place.database:
            passed = max(one for one in self.numbers if one < number + (side == "after"))
            place.count_from(self.numbers[passed])
        if forked(place, self.work.do) != 0:
            return "does not go on"
        return differing(self.wanted, seen(place))

    def chained(self) -> tuple[int, str]:
        """Die before and after the first commit of each start, in the same copy, until it comes to its end. Answers how often it died, and what is
        not as it should be."""
        place, died = self._fresh(), 0
        while died <= 3 * len(self.points):
            watch = Boundaries(place.names, 0, SIDES[died % 2])
            status = forked(place, lambda watch=watch: (watch.watch(), self.work.do()))  # type: ignore[misc]  # each its own
            if not os.WIFSIGNALED(status):
                return died, "does not go on" if status else differing(self.wanted, seen(place))
            died += 1
        return died, "does not get forward"


class Service(BaseHTTPRequestHandler):
    """Takes what it is told and notes the key, in whatever room is in use."""

    room = Path()

    def do_POST(self) -> None:  # noqa: N802  # as the library calls it
        """Note it, and say that it came."""
        self.rfile.read(int(self.headers["Content-Length"]))
        with (self.room / "received.txt").open("a") as file:
            file.write(f"{self.headers['webhook-id']}\n")
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Quiet."""


@contextmanager
def service(room: Path) -> Iterator[None]:
    """A service of our own that rules may tell of things, in a process of its own."""
    Service.room = room
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    settings.TRUSTED_ORIGINS = frozenset({f"http://127.0.0.1:{server.server_address[1]}"})
    pid = os.fork()
    if pid == 0:
        server.serve_forever()
    server.server_close()
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def tried(trial: Trial, every: int) -> dict[str, Any]:
    """Each so-many-th point of this work, on both sides; `every` 0: one after the other in one copy."""
    wrong, died = {}, 0
    if not every:
        died, amiss = trial.chained()
        wrong = {"chain": amiss} if amiss else {}
    for number in range(0, len(trial.points) if every else 0, every or 1):
        for side in SIDES:
            amiss = trial.killed_at(number, side)
            died += amiss not in ("not reached", "broke before")
            if amiss and amiss != "not reached":
                wrong[f"{side} {number} {trial.points[number]}"] = amiss
    names = Counter(trial.points)
    return {"points": len(trial.points), "names": dict(names), "died": died, "wrong": wrong, "broke": trial.broke}


def main(argv: list[str]) -> int:
    """Prepare, and kill at every point of every work."""
    parser = argparse.ArgumentParser(prog="bin/chaos points", description=__doc__)
    parser.add_argument("--only", choices=sorted(point_works.WORKS), default="")
    parser.add_argument("--every", type=int, default=1, help="each so-many-th point (default: all)")
    parser.add_argument("--chain", action="store_true", help="in one copy, one kill after the other")
    arguments = parser.parse_args(argv)
    logging.disable(logging.INFO)  # each of hundreds of processes would say how it opened its database
    works = [arguments.only] if arguments.only else list(point_works.WORKS)
    with tempfile.TemporaryDirectory(prefix="tongxin-points-") as folder:
        prepared = fresh(Path(folder) / "prepared")
        room = Path(folder) / "room"
        with service(room):
            point_works.shorten()
            if forked(prepared, point_works.prepare_firm) != 0:
                return 1
            report = {}
            for name in works:
                report[name] = tried(Trial(name, prepared, room), 0 if arguments.chain else arguments.every)
                print(f"{name}: {report[name]['points']} points, {report[name]['wrong']}", file=sys.stderr, flush=True)
    total = {
        "points": sum(one["points"] for one in report.values()),
        "died": sum(one["died"] for one in report.values()),
    }
    print(json.dumps({**total, "works": report}, ensure_ascii=False))
    return 1 if any(one["wrong"] or one["broke"] for one in report.values()) else 0
