"""Each planted bug still has its place in the program, and the tests that must notice it are there."""

import re
from pathlib import Path

import pytest

from tests.bugs.bug import Bug
from tests.bugs.planting import planted
from tests.bugs.registry import BUGS

ROOT = Path(__file__).parents[2]
# Goals that are no guards: patterns that are timed by a command, two databases that are compared, the planted bugs themselves, the suite, a table.
NO_GUARDS = {"G15", "G41", "G49", "G51", "G52"}


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_bug_has_its_place(bug: Bug) -> None:
    sound = (ROOT / bug.path).read_text(encoding="utf-8")
    assert planted(bug, sound) != sound
    for path, _, name in (test.partition("::") for test in bug.tests.split()):
        assert (ROOT / path).exists()
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_guard_has_a_bug() -> None:
    lines = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8").splitlines()
    kept = {goal for line in lines if line.startswith("| G") for goal in re.findall(r"G\d+", line.split(" | ")[0])}
    assert kept - NO_GUARDS <= {goal for bug in BUGS for goal in bug.guards}
    assert kept


def test_names_are_different() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS)
