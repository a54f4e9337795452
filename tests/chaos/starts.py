"""Programs start, upgrade, back up and look after one folder at the same moment, again and again; some are killed by SIGKILL meanwhile.

Run by `bin/chaos starts` (SQLite). Each time the folder is as an earlier version left it: with the first migration of each room. Afterwards the
database must be whole and of this version, no row may be gone, and whoever was not killed must have ended well. Prints what it found as JSON.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from bench.data import write_csv
from bench.firm import MAIL, ROOT, Firm, tongxin
from tests.chaos.crash import founded

DATABASE = "tongxin.sqlite3"
LEAD_BACK = """
from tongxin.project.prepare import prepare
prepare()
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
graph = MigrationLoader(None).graph
for app, name in graph.root_nodes():
    call_command("migrate", app, name, verbosity=0)
"""
SERVING = ("serve", "--port", "0")
LONGEST = 120.0


class State(NamedTuple):
    """What SQLite says of the file, which migrations it has seen, and how many rows of each table there are."""

    said: str
    migrations: int
    rows: dict[str, int]


def state_of(folder: Path) -> State:
    """Looked at by nobody else meanwhile."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        said = ", ".join(line for (line,) in connection.execute("PRAGMA integrity_check"))
        orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = [name for (name,) in tables if name.startswith(("parties_", "people_", "journal_", "access_", "org_"))]
        rows = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
        (seen,) = connection.execute("SELECT count(*) FROM django_migrations").fetchone()
    return State(said if not orphans else f"{said}, {orphans} without what they belong to", seen, rows)


class Round:
    """One folder, and everything that runs in it at once."""

    def __init__(self, old: Path, folder: Path, chance: random.Random) -> None:
        shutil.copytree(old, folder)
        self.folder, self.chance = folder, chance
        self.firm = Firm("starts", 0, folder, "")
        self.killed: list[int] = []
        self.said: dict[int, Path] = {}

    def play(self, kill: bool) -> list[str]:
        """Two serve, two back up, one looks; answers what those said that neither ended well nor were killed."""
        tried = [SERVING, SERVING, ("backup", str(self.folder / "one.tar.gz")), ("backup", str(self.folder / "two.tar.gz")), ("doctor",)]  # fmt: skip
        self.chance.shuffle(tried)
        running = []
        for words in tried:
            running.append((words, self._start(*words)))
            time.sleep(self.chance.uniform(0, 0.4))
        if kill:
            time.sleep(self.chance.uniform(0, 3))
            words, victim = self.chance.choice(running)
            os.killpg(victim.pid, signal.SIGKILL)
            self.killed.append(victim.pid)
        return [wrong for words, process in running if (wrong := self._end(words, process))]

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tongxin", *words]
        environment = {**self.firm.environment(), "PYTHONUNBUFFERED": "1"}
        with (self.folder / f"{len(self.said)}.out").open("w") as out:
            started = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
            )
        self.said[started.pid] = Path(out.name)
        return started

    def _end(self, words: tuple[str, ...], process: "subprocess.Popen[bytes]") -> str:
        """Wait until it ended, or serves and can be asked to end."""
        until = time.monotonic() + LONGEST
        while words == SERVING and process.poll() is None and "Tongxin is at" not in self.said[process.pid].read_text():
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        if words == SERVING and process.poll() is None:
            time.sleep(0.3)
            process.terminate()
        try:
            status = process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return f"{words[0]}: did not end"
        return "" if status == 0 or process.pid in self.killed else f"{words[0]}: {status}"

    def all_said(self) -> str:
        """What the programs printed, one after the other."""
        return "\n".join(path.read_text() for path in self.said.values())

    def amiss(self, before: State, wanted: int) -> list[str]:
        """What is not as it should be, after one more start that nothing disturbs."""
        between = state_of(self.folder)
        tongxin(self.firm, "backup", str(self.folder / "three.tar.gz"))
        end = self._start(*SERVING)
        wrong = [late for late in [self._end(SERVING, end)] if late]
        after = state_of(self.folder)
        wrong += [found.said for found in (between, after) if found.said != "ok"]
        if after.migrations != wanted:
            wrong.append(f"{after.migrations} migrations of {wanted}")
        lost = [name for name, count in before.rows.items() if after.rows.get(name, 0) < count]
        return wrong + [f"rows of {name} are gone" for name in lost]


def _made_old(folder: Path, rows: int) -> tuple[State, int]:
    """A firm with customers, led back to the first migration of each room. Answers that, and how many migrations this version has."""
    firm = founded(folder, "")
    tongxin(firm, "import", str(write_csv(folder / "customers.csv", rows)), "--as", MAIL, "--json")
    wanted = state_of(firm.folder).migrations
    environment = {**firm.environment(), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    subprocess.run([sys.executable, "-c", LEAD_BACK], env=environment, cwd=ROOT, check=True)
    return state_of(firm.folder), wanted


def main(argv: list[str]) -> int:
    """Make an old folder, and start in copies of it."""
    parser = argparse.ArgumentParser(prog="bin/chaos starts", description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument(
        "--seed", type=int, default=0, help="0: another one each time; every second time somebody is killed"
    )
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    chance, wrong, killed = random.Random(seed), {}, 0
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-") as place:
        before, wanted = _made_old(Path(place), arguments.rows)
        for turn in range(arguments.times):
            played = Round(Path(place) / "data", Path(place) / f"turn{turn}", chance)
            found = played.play(kill=turn % 2 == 1)
            found += played.amiss(before, wanted)
            killed += len(played.killed)
            if found:
                wrong[turn] = [*found, played.all_said()[-2000:]]
            shutil.rmtree(played.folder)
    report: dict[str, Any] = {"seed": seed, "times": arguments.times, "killed": killed, "upgraded": [before.migrations, wanted], "wrong": wrong}  # fmt: skip
    print(json.dumps(report, ensure_ascii=False))
    return 1 if wrong or before.migrations == wanted else 0
