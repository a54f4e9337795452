"""Some of the files of `bin/sec files`: each is read or refused within its bounds, and touches nothing outside."""

from itertools import islice
from pathlib import Path

import pytest

from tests.security import opening
from tests.security.hostile import ENDLESS, Hostile, hostile, workbook

EVERY, UNTIL = 9, 115  # of archives that climb and XML that fetches; what swells is dear to make


def test_some_hostile_files_harm_nobody(tmp_path: Path) -> None:
    some = [*islice(hostile(), 0, UNTIL, EVERY), Hostile("comments", "a.csv", ENDLESS["comments"].encode())]
    wrong = {
        f"{one.what} {at}": found
        for at, one in enumerate(some)
        if opening.amiss(found := opening.opened(one, tmp_path))
    }
    assert wrong == {}
    assert list(tmp_path.iterdir()) == []


def test_the_watch_bites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Hostile("a sound one", "a.xlsx", workbook())
    assert opening.opened(sound, tmp_path).how == "read"
    monkeypatch.setattr(opening, "open_source", lambda *_told: open("/etc/hostname"))  # noqa: SIM115  # the child ends with it
    assert opening.opened(sound, tmp_path).how == "reached outside"
