"""Every zone of the world, every clock that is put forward or back: what comes back comes once a day, and what is due is never early.

`ZONE_YEARS=2000-2037` looks at other years than the next ones.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from tongxin.base.calendars import ALL_DAY, Shift, WorkingCalendar
from tongxin.collab.calendar.models.recurring import Repeats, starts_between

pytestmark = pytest.mark.alike
FIRST, LAST = (int(year) for year in os.environ.get("ZONE_YEARS", "2026-2027").split("-"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CLOCKS = (time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(3), time(12), time(23, 45))


def turns(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """When its clocks are put otherwise: the hour in which it happens, and how far they are from UTC before and after."""
    moment, end = datetime(FIRST, 1, 1, tzinfo=UTC), datetime(LAST + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        before, after = (one.astimezone(zone).utcoffset() for one in (moment, moment + DAY))
        if before != after and before is not None and after is not None:
            hour = moment
            while (hour + HOUR).astimezone(zone).utcoffset() == before:
                hour += HOUR
            yield hour + HOUR, before, after
        moment += DAY


def the_world() -> dict[tuple[tuple[datetime, timedelta, timedelta], ...], ZoneInfo]:
    """One zone for each way of turning clocks: most names mean the same."""
    return {found: zone for zone in map(ZoneInfo, sorted(available_timezones())) if (found := tuple(turns(zone)))}


def test_what_comes_back_comes_once_a_day_wherever_clocks_turn() -> None:
    wrong, tried = [], 0
    for found, zone in the_world().items():
        for turn, _before, _after in found:
            for clock in CLOCKS:
                tried += 1
                first = datetime.combine((turn - 3 * DAY).astimezone(zone).date(), clock, tzinfo=zone)
                repeats = Repeats(first, "FREQ=DAILY", zone)
                end = first + 7 * DAY  # by the wall
                starts = list(starts_between(repeats, first, end))
                cuts = [first, turn - HOUR, turn - HOUR / 4, turn, turn + HOUR / 4, turn + HOUR, end]
                pieces = [one for since, until in pairwise(cuts) for one in starts_between(repeats, since, until)]
                is_once = len(starts) == 7 and all(a < b for a, b in pairwise(starts))
                if not is_once or pieces != starts:
                    wrong.append((zone.key, turn, clock, starts, pieces))
    assert tried > 100
    assert not wrong, wrong[:3]


def test_what_is_due_is_never_early_wherever_clocks_turn() -> None:
    night = Shift(time(22), time(6))
    for found, zone in the_world().items():
        for weekly in ((ALL_DAY,) * 7, (night,) * 7):
            calendar = WorkingCalendar(weekly=(weekly[:1],) * 7 if weekly[0] is night else weekly, zone=zone, is_chinese=False)  # fmt: skip
            for turn, _before, _after in found:
                for minutes in (0, 1, 59, 60, 61, 240, 1_440):
                    for start in (turn - 2 * HOUR, turn - timedelta(minutes=1), turn, turn + HOUR):
                        due = calendar.add_working_minutes(start, minutes)
                        assert calendar.working_minutes_between(start, due) == minutes, (zone.key, start, minutes)
                        assert due.astimezone(UTC) - start >= timedelta(minutes=minutes), (zone.key, start, minutes)
