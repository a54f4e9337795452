"""Each planted bug still has its place in the program, and the tests that must notice it are there."""

from pathlib import Path

import pytest

from tests.bugs.bug import Bug
from tests.bugs.planting import planted
from tests.bugs.registry import BUGS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_bug_has_its_place(bug: Bug) -> None:
    sound = (ROOT / bug.path).read_text(encoding="utf-8")
    assert planted(bug, sound) != sound
    assert all((ROOT / path).exists() for path in bug.tests.split())


def test_names_are_different() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS)
