"""The table of security requirements is whole, and the tests it names are there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "asvs.md"
# How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has.
CHAPTERS = {
    1: 27,
    2: 11,
    3: 19,
    4: 10,
    5: 9,
    6: 35,
    7: 18,
    8: 7,
    9: 7,
    10: 29,
    11: 14,
    12: 9,
    13: 13,
    14: 9,
    15: 13,
    16: 16,
    17: 7,
}
STATES = {"tested", "built", "yours", "n/a", "open"}


def rows() -> list[tuple[str, str, str]]:
    """Requirement or range of them, state, where."""
    lines = [line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| V")]
    return [(first.removeprefix("| "), state, where.removesuffix(" |")) for first, _short, state, where in lines]


def numbers(named: str) -> list[str]:
    """V1.3.8–9 means V1.3.8 and V1.3.9."""
    found = re.fullmatch(r"V(\d+\.\d+)\.(\d+)(?:–(\d+))?", named)
    assert found, named
    return [f"{found[1]}.{number}" for number in range(int(found[2]), int(found[3] or found[2]) + 1)]


def test_every_requirement_has_its_state() -> None:
    named = Counter(number for first, _state, _where in rows() for number in numbers(first))
    assert [number for number, times in named.items() if times > 1] == []
    assert Counter(int(number.split(".")[0]) for number in named) == CHAPTERS
    assert {state for _first, state, _where in rows()} == STATES


def test_what_is_called_tested_names_a_test_that_is_there() -> None:
    for first, state, where in rows():
        if state == "tested":
            found = re.fullmatch(r"`(\S+)::(\w+)`", where)
            assert found, first
            assert f"def {found[2]}(" in (ROOT / found[1]).read_text(encoding="utf-8"), where
