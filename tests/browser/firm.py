"""A firm at work, for tests which only look at it or change what no other test relies on."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands.terminal import ROOT, Terminal
from tests.kept import copied

PREPARE = "from tongxin.project.prepare import prepare; prepare()"
NUMBERS = "numbers.json"


@dataclass
class Firm:
    """Where it is served, the numbers of the records behind the doors, by the names which addresses give them, and its pages by the language
    of who can open them."""

    address: str
    numbers: dict[str, int | str]
    pages: dict[str, dict[str, str]] = field(default_factory=dict)


def _run(data: Path, *words: str) -> str:
    """What a Python program with our settings prints that works on this data folder."""
    settings = {"DJANGO_SETTINGS_MODULE": "tongxin.project.settings", "TONGXIN_DATA": str(data)}
    environment = Terminal(data).environment(**settings)
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, env=environment, cwd=ROOT, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _prepare(data: Path) -> None:
    _run(data, "-c", PREPARE)


def prepared(data: Path) -> Path:
    """A data folder with empty tables and gathered files, as it is before anybody has come; answers it."""
    copied("prepared", _prepare, data)
    return data


def _fill(data: Path) -> None:
    lines = _run(prepared(data), "-m", "tests.browser.filling").splitlines()
    (data / NUMBERS).write_text(lines[-1])


def filled(data: Path) -> dict[str, int | str]:
    """Fill an empty data folder; the numbers of its records."""
    copied("filled", _fill, data)
    return json.loads((data / NUMBERS).read_text())
