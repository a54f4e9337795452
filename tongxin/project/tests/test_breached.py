"""A list of stolen passwords, as large ones are given out."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tongxin.project.breached import is_listed

STOLEN = [f"long enough {number}" for number in range(500)]


def written(path: Path, passwords: list[str], ending: str = "\r\n") -> Path:
    lines = sorted(hashlib.new("sha1", one.encode(), usedforsecurity=False).hexdigest().upper() for one in passwords)
    path.write_bytes("".join(f"{line}:{len(line) * at**2}{ending}" for at, line in enumerate(lines)).encode())
    return path


@pytest.mark.parametrize("count", [0, 1, 2, 3, 17, 500])
def test_each_of_the_list_is_found_and_nothing_else(tmp_path: Path, count: int) -> None:
    path = written(tmp_path / "list", STOLEN[:count])
    assert [one for one in STOLEN[:count] if not is_listed(path, one)] == []
    assert [one for one in STOLEN[count:] if is_listed(path, one)] == []
    assert not is_listed(path, "nobody ever had this")


def test_a_stolen_password_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(settings, "BREACHED_PASSWORDS", str(written(tmp_path / "list", STOLEN[:9], "\n")))
    with pytest.raises(ValidationError, match=r"\w"):
        validate_password(STOLEN[3])
    validate_password(STOLEN[10])


def test_a_list_that_is_gone_keeps_nobody_out_and_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not is_listed(tmp_path / "none", "long enough 1")
    assert "can't be read" in caplog.text
