"""The same random requests on SQLite and on PostgreSQL: every answer must be the same.

Run by `bin/chaos diff-db`. Prints the first differences and what was asked, as JSON.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path

FIRST = 5


def play(seed: int, steps: int, folder: Path, *before: str) -> list[str]:
    """One side: its answers, a line each."""
    folder.mkdir()
    out = folder / "answers.jsonl"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"TONGXIN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tongxin.project.settings"}
    command = [*before, sys.executable, "-m", "tests.chaos.one_side", str(seed), str(steps), str(out)]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    return out.read_text(encoding="utf-8").splitlines()


def main(argv: list[str]) -> int:
    """Play both sides and compare."""
    parser = argparse.ArgumentParser(prog="bin/chaos diff-db", description=__doc__)
    parser.add_argument("--steps", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-") as place:
        one = play(seed, arguments.steps, Path(place) / "sqlite")
        other = play(seed, arguments.steps, Path(place) / "postgres", sys.executable, "bin/with_postgres.py")
    different = [(a, b) for a, b in zip_longest(one, other, fillvalue="null") if a != b]
    shown = [{"sqlite": json.loads(a), "postgres": json.loads(b)} for a, b in different[:FIRST]]
    print(
        json.dumps({"seed": seed, "steps": len(one), "different": len(different), "first": shown}, ensure_ascii=False)
    )
    return 1 if different else 0
