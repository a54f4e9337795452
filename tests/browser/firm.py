"""A firm at work, for tests which only look at it or change what no other test relies on."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands.terminal import Terminal
from tests.kept import copied

NUMBERS = "numbers.json"


@dataclass
class Firm:
    """Where it is served, the numbers of the records behind the doors, by the names which addresses give them, and its pages by the language
    of who can open them."""

    address: str
    numbers: dict[str, int | str]
    pages: dict[str, dict[str, str]] = field(default_factory=dict)


def prepared(data: Path) -> Path:
    """A data folder as it is before anybody has come; answers it."""
    Terminal(data).prepare()
    return data


def _fill(data: Path) -> None:
    lines = Terminal(data).prepare().program("-m", "tests.browser.filling").splitlines()
    (data / NUMBERS).write_text(lines[-1])


def filled(data: Path) -> dict[str, int | str]:
    """Fill an empty data folder; the numbers of its records."""
    copied("filled", _fill, data)
    return json.loads((data / NUMBERS).read_text())
