"""What is made of an auditor's report; the looking up itself is `bin/sec parts`, which asks a service outside."""

import json
import sys
from pathlib import Path

import pytest

from tests.house.test_made_safely import parts
from tests.security.parts import LOCKS, Known, NotLookedUp, ask, known_faults, main

FAULT = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2.0"], "description": "…"}
SOUND = {"name": "segno", "version": "1.6.6", "vulns": []}


def report(*parts: object) -> str:
    return json.dumps({"dependencies": parts, "fixes": []})


def test_a_known_fault_is_told_with_the_version_that_mends_it() -> None:
    said = report(SOUND, {"name": "django", "version": "1.0", "vulns": [FAULT]})
    assert known_faults(said, "") == [Known("django", "1.0", ("PYSEC-2026-1", "CVE-2026-1"), ("2.0",))]
    assert known_faults(report(SOUND), "") == []


@pytest.mark.parametrize(
    ("said", "complaint", "why"),
    [
        ("", "WARNING: x\nERROR: no way to the service", "no way to the service"),
        ("", "", "said nothing"),
        (report(), "", "everything"),
        (report(SOUND, {"name": "django", "skip_reason": "not found"}), "", "django"),
    ],
)
def test_what_was_not_looked_up_is_not_called_sound(said: str, complaint: str, why: str) -> None:
    with pytest.raises(NotLookedUp, match=why):
        known_faults(said, complaint)


def test_without_the_auditor_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TONGXIN_AUDIT", sys.executable)
    monkeypatch.chdir(Path(sys.executable).parent)
    with pytest.raises(NotLookedUp, match="pip_audit"):
        ask(LOCKS[0], "pypi")
    assert main([]) == 2
    assert "nothing is known of any part" in capsys.readouterr().err


def test_the_auditor_is_locked_too() -> None:
    held = parts("requirements-audit.lock")
    assert "pip-audit" in held
    assert all(count for versions in held.values() for _version, count in versions)
