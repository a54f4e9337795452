"""Plants each bug in a copy of the program and looks whether its tests turn red: bin/sec mutants [--only WORDS]."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from tests.bugs.bug import Bug
from tests.bugs.registry import BUGS

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", ".mypy_cache", ".ruff_cache", "__pycache__", "build", "data")
RED = re.compile(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", re.MULTILINE)
FAILED = 1  # pytest's status when tests ran and some failed; others mean that it could not run at all


def planted(bug: Bug, text: str) -> str:
    """The text with the bug in it. Raises ValueError where it has no place, or more than one."""
    if not bug.before:
        return text + bug.after
    if text.count(bug.before) != 1:
        raise ValueError(f"{bug.name}: its place stands {text.count(bug.before)} times in {bug.path}")
    return text.replace(bug.before, bug.after)


def ended(
    tests: Sequence[str], copy: Path, *options: str, on_postgres: bool = False
) -> subprocess.CompletedProcess[str]:
    """How pytest ends on these tests in the copy, and what it says."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    server = [sys.executable, "bin/with_postgres.py"] if on_postgres else []
    command = [*server, sys.executable, "-m", "pytest", "-q", "-p", "no:warnings", *options, *tests]
    environment = {**kept, "PYTHONPATH": str(copy)}
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)


@cache
def is_green(test: str, copy: Path, on_postgres: bool) -> bool:
    """Whether a test is green while no bug is planted. Each is asked once: most guards share theirs."""
    return ended([test], copy, on_postgres=on_postgres).returncode == 0


def noticed_by(bug: Bug, copy: Path) -> str:
    """The test that turns red while the bug is in the copy, and is green without it; empty when none does.

    One that is red anyway notices nothing and is left out.
    """
    path = copy / bug.path
    sound = path.read_text(encoding="utf-8")
    left_out: list[str] = []
    on_postgres = bool(bug.on_postgres)
    while True:
        path.write_text(planted(bug, sound), encoding="utf-8")
        try:
            options = ("-x", "-rfE", "--tb=line", *left_out)
            said = ended(bug.tests.split(), copy, *options, on_postgres=on_postgres)
        finally:
            path.write_text(sound, encoding="utf-8")
        found = RED.search(said.stdout)
        if said.returncode != FAILED or found is None or f"--deselect={found[1]}" in left_out:
            return ""
        if is_green(found[1], copy, on_postgres):
            return found[1]
        print(f"red without any bug, and left out: {found[1]}", flush=True)
        left_out.append(f"--deselect={found[1]}")


def plant(bugs: Iterable[Bug], copy: Path) -> list[Bug]:
    """Plant one after the other, telling of each. Answers those that nobody noticed."""
    missed = []
    for bug in bugs:
        begun = time.monotonic()
        seen = noticed_by(bug, copy)
        took = f"{'noticed' if seen else 'MISSED '}  {time.monotonic() - begun:6.1f} s"
        print(f"{took}  {' '.join(bug.guards):8}  {bug.name}  {seen}", flush=True)
        if not seen:
            missed.append(bug)
    return missed


def main(argv: list[str]) -> int:
    """Exit status 0 when every planted bug turns a test red that is green without it."""
    parser = argparse.ArgumentParser(prog="bin/sec mutants", description=__doc__)
    parser.add_argument("--only", default="", help="bugs whose name or guards hold these words")
    chosen = [bug for bug in BUGS if parser.parse_args(argv).only in f"{bug.name} {' '.join(bug.guards)}"]
    with tempfile.TemporaryDirectory(prefix="tongxin-bugs-") as folder:
        copy = Path(folder) / "tongxin"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT, symlinks=True)
        (Path(folder) / "shared").symlink_to(ROOT.parent / "shared")
        missed = plant(chosen, copy)
    print(f"{len(chosen) - len(missed)} of {len(chosen)} planted bugs were noticed")
    return 1 if missed or not chosen else 0
