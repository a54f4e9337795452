"""Who asks how often, counted for all processes."""

import os

import pytest

from tongxin.base.web.limits import per_minute
from tongxin.base.web.pacing import Pace


def test_each_is_counted_alone_and_anew_every_minute() -> None:
    pace = Pace(slots=64)
    assert [pace.note(2, at=60.0), pace.note(2, at=119.9), pace.note(3, at=61.0), pace.note(66, at=62.0)] == [
        1,
        2,
        1,
        1,
    ]
    assert [pace.note(66, at=63.0), pace.note(2, at=120.0), pace.note(2, at=121.0)] == [2, 1, 2]


def test_who_finds_no_place_is_not_refused() -> None:
    pace = Pace(slots=4)
    assert [pace.note(who, at=60.0) for who in range(1, 6)] == [1, 1, 1, 1, 0]
    assert pace.note(9, at=120.0) == 1, "a place of the minute before is free"


def test_processes_count_together() -> None:
    pace = Pace(slots=64)
    child = os.fork()
    if not child:
        pace.note(2, at=60.0)
        pace.note(2, at=60.0)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert pace.note(2, at=60.0) == 3


@pytest.mark.parametrize(("said", "meant"), [("", (30_000, 60_000)), ("600, 3000", (600, 3000)), ("off", (0, 0)), ("90 off", (90, 0))])  # fmt: skip
def test_an_administrator_says_how_many(said: str, meant: tuple[int, int]) -> None:
    assert per_minute(said) == meant


@pytest.mark.parametrize("said", ["many", "1 2 3", "-5"])
def test_what_is_no_number_of_requests_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        per_minute(said)
