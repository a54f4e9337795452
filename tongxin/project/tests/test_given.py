"""Secrets of the machine come by variable or by file."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.house.tables import ROOT
from tongxin.project.given import NothingInFile, given

SAID = {
    "TONGXIN_SECRET_KEY": "k" * 48,
    "DATABASE_URL": "postgres://firm:s3cret@db.corp.lan/firm",
    "TONGXIN_REPLICA_URL": "postgres://reports:s3cret2@db2.corp.lan/firm",
    "TONGXIN_METRICS_TOKEN": "watch-me-28",
}


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:  # Any: the settings as they would be, each by its name
    """The settings of a program to which a keeper of secrets gives all of them as files."""
    monkeypatch.setenv("TONGXIN_DATA", str(tmp_path))
    for name, value in SAID.items():
        (tmp_path / name).write_text(f"{value}\n")
        monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(f"{name}_FILE", str(tmp_path / name))
    return lambda: runpy.run_path(str(ROOT / "tongxin" / "project" / "settings.py"))


def test_every_secret_of_the_machine_can_come_from_a_file(told: Any, tmp_path: Path) -> None:
    said = told()
    assert said["SECRET_KEY"] == SAID["TONGXIN_SECRET_KEY"]
    assert [said["DATABASES"][one]["PASSWORD"] for one in ("default", "replica")] == ["s3cret", "s3cret2"]
    assert said["METRICS_TOKEN"] == SAID["TONGXIN_METRICS_TOKEN"]
    assert {one.name for one in tmp_path.iterdir()} == set(SAID), "nothing is made beside what was given"


def test_the_variable_goes_before_the_file(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGXIN_METRICS_TOKEN", "typed")
    assert told()["METRICS_TOKEN"] == "typed"


def test_a_file_that_is_empty_or_away_is_not_nothing(told: Any, tmp_path: Path) -> None:
    (tmp_path / "DATABASE_URL").write_text("\n")
    with pytest.raises(NothingInFile, match="DATABASE_URL_FILE"):
        told()
    (tmp_path / "DATABASE_URL").unlink()
    with pytest.raises(FileNotFoundError):
        told()
    assert given("TONGXIN_NEVER_SAID") == ""
