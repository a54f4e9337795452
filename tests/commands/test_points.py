"""Killed before and after its commits and begun again, work ends as if nothing had happened: a few points of one kind, all of them by `bin/chaos points`."""

import json
import os
import subprocess
import sys

from tests.commands.terminal import ROOT


def test_merges_killed_at_their_commits_end_as_without() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TONGXIN_DATA")}
    words = ("-m", "tests.chaos", "points", "--only", "merge", "--every", "5")
    done = subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["died"] >= 2
