"""Credentials die at once: bin/sec kill-credentials [--asks 500].

A program serves; others knock with everything somebody has in hand, while a third process lets that person go, takes a role, gives a
record away, suspends the company … No knock that begins after such a deed was acknowledged may open anything that had to die; all else goes on.
The database is that in DATABASE_URL (PostgreSQL: two serving processes), else a SQLite file. Companies are kept on SQLite.
"""

import argparse
import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
OK = 200
HOST = "hengxin.example"
_HAND_OUT = """
import json, os
import django
django.setup()
from tongxin.project.prepare import prepare
prepare()
from tests.cast import assemble
from tests.security.credentials import hand_out
print(json.dumps(hand_out(assemble(), "one").knocks))
"""
Knocks = Mapping[str, tuple[str, Mapping[str, str]]]


class Knock(NamedTuple):
    """With what, when, until when, and what came of it."""

    name: str
    begun: float
    ended: float
    status: int


class Knocking:
    """Several at once, over and over."""

    def __init__(self, port: int, knocks: Knocks, count: int, host: str = "") -> None:
        self.told: list[Knock] = []
        self._port, self._knocks, self._host = port, knocks, host
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._go_on) for _number in range(count)]
        for one in self._threads:
            one.start()

    def _go_on(self) -> None:
        for name in itertools.cycle(self._knocks):
            if self._stopping.is_set():
                return
            begun = time.monotonic()
            status = asked(self._port, *self._knocks[name], host=self._host)
            self.told.append(Knock(name, begun, time.monotonic(), status))

    def since(self, at: float) -> list[Knock]:
        """Those that began after an instant."""
        return [one for one in self.told if one.begun > at]

    def opened(self) -> set[str]:
        """What has let somebody in meanwhile."""
        return {one.name for one in self.told if one.status == OK}

    def stop(self) -> None:
        """Let everyone end what they are at."""
        self._stopping.set()
        for one in self._threads:
            one.join()


def asked(port: int, path: str, headers: Mapping[str, str], host: str = "") -> int:
    """The status of one request; 0 for a line that broke."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={**headers, **({"Host": host} if host else {})})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def tried(port: int, knocks: Knocks, deed: Callable[[], object], dead: set[str], asks: int, host: str = "") -> str:
    """Knock, do it, and knock so many times again. Answers what was amiss; prints how it went."""
    closed = {name for name, (path, headers) in knocks.items() if asked(port, path, headers, host) != OK}
    if closed:
        return f"shut before anything was done: {closed}"
    knocking = Knocking(port, knocks, 4, host)
    try:
        while not dead <= knocking.opened():
            time.sleep(0.05)
        deed()
        at = time.monotonic()
        while sum(one.name in dead for one in knocking.since(at)) < asks:
            time.sleep(0.05)
    finally:
        knocking.stop()
    after = knocking.since(at)
    late = [one for one in after if one.name in dead and one.status == OK]
    shut = {one.name for one in after if one.name not in dead and one.status != OK}
    answered = [one for one in knocking.told if one.name in dead and one.status == OK]
    begun = max((one.begun - at for one in answered), default=0.0)
    ended = max((one.ended - at for one in answered), default=0.0)
    counted = sum(one.name in dead for one in after)
    print(
        f"  {counted} knocks afterwards, {len(late)} late; the last that was answered began {-begun:.2f} s before the end was "
        f"acknowledged and had its answer {max(ended, 0):.2f} s after it",
        flush=True,
    )
    return f"late: {late[:3]}" if late else f"shut, though nothing ended it: {shut}" if shut else ""


@contextmanager
def serving(*words: str) -> Iterator[int]:
    """A program of ours and the port where it listens, once all its parts do."""
    command = [sys.executable, "-m", "tongxin", *words, "--port", "0"]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert program.stdout is not None
    try:
        port = 0
        for line in program.stdout:
            if "http://127.0.0.1:" in line and not port:
                port = int(line.split("http://127.0.0.1:")[1].split("/")[0].split()[0])
            if words[0] == "serve" or ": Tongxin is at" in line:
                break
        yield port
    finally:
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=60)


def of_people(folder: Path, asks: int) -> list[str]:
    """Each of the ends, with somebody new."""
    os.environ["TONGXIN_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
    import django

    django.setup()
    from django.db import connection

    from tests.cast import assemble
    from tests.security.credentials import ENDS, hand_out
    from tongxin.project.prepare import prepare

    prepare()
    cast, amiss = assemble(), []
    several = ["--workers", "2"] if connection.vendor == "postgresql" else []
    with serving("serve", "--data", str(folder), *several) as port:
        for number, (name, (deed, dead)) in enumerate(ENDS.items()):
            held = hand_out(cast, f"new{number}")
            print(f"{name} ({connection.vendor}):", flush=True)
            if why := tried(port, held.knocks, lambda deed=deed, held=held: deed(held), dead, asks):
                amiss.append(f"{name}: {why}")
    return amiss


def of_a_company(folder: Path, asks: int) -> list[str]:
    """A company that is suspended while its people, programs and customers knock."""
    from tongxin.project.hosting.companies import State, add_company

    company = add_company(folder, name="hengxin", address=f"http://{HOST}")
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    more = {"TONGXIN_DATA": str(company.folder), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    told = subprocess.run(
        [sys.executable, "-c", _HAND_OUT], env={**kept, **more}, cwd=ROOT, capture_output=True, text=True
    )
    if told.returncode:
        return [f"the company could not be founded: {told.stderr[-500:]}"]
    knocks = json.loads(told.stdout)
    print("company suspended (sqlite):", flush=True)
    with serving("host", "--data", str(folder)) as port:
        why = tried(port, knocks, lambda: company.changed(state=State.SUSPENDED), set(knocks), asks, HOST)
    return [f"company suspended: {why}"] if why else []


def main(argv: list[str]) -> int:
    """Exit status 0 when nothing opened that had to be dead, and everything else went on."""
    parser = argparse.ArgumentParser(prog="bin/sec kill-credentials", description=__doc__)
    parser.add_argument("--asks", type=int, default=500, help="knocks after each deed")
    asks = parser.parse_args(argv).asks
    os.environ["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory(prefix="tongxin-ends-") as first:
        amiss = of_people(Path(first), asks)
    with tempfile.TemporaryDirectory(prefix="tongxin-ends-") as second:
        amiss += of_a_company(Path(second), asks)
    print("\n".join(amiss) or "nothing opened that had to be dead")
    return 1 if amiss else 0
