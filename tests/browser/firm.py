"""A firm at work, for tests which only look at it or change what no other test relies on."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.commands.terminal import ROOT, Terminal


@dataclass
class Firm:
    """Where it is served, and the numbers of the records behind the doors, by the names which addresses give them."""

    address: str
    numbers: dict[str, int | str]


def filled(data: Path) -> dict[str, int | str]:
    """Fill an empty data folder; the numbers of its records."""
    command = [sys.executable, "-m", "tests.browser.filling"]
    settings = {"DJANGO_SETTINGS_MODULE": "tongxin.project.settings", "TONGXIN_DATA": str(data)}
    environment = Terminal(data).environment(**settings)
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
