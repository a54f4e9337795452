"""What comes back keeps its time of day, leaves out what was called off, and knows the days off."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tongxin.base.calendars import WorkingCalendar
from tongxin.collab.calendar.models import BadRule, Repeats, checked_rule, last_start, starts_between

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


def starts(rule, first, until, zone=SHANGHAI, **more):
    begin = datetime.fromisoformat(first).replace(tzinfo=zone)
    end = datetime.fromisoformat(until).replace(tzinfo=zone)
    found = starts_between(Repeats(begin, rule, zone, **more), begin, end)
    return [f"{one.astimezone(zone):%m-%d %H:%M}" for one in found]


@pytest.mark.parametrize(
    ("rule", "first", "until", "expected"),
    [
        ("FREQ=WEEKLY", "2026-11-23 15:00", "2026-12-08 00:00", ["11-23 15:00", "11-30 15:00", "12-07 15:00"]),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-11-23 15:00", "2026-12-08 00:00", ["11-23 15:00", "12-07 15:00"]),
        ("FREQ=DAILY;COUNT=2", "2026-11-23 09:00", "2027-01-01 00:00", ["11-23 09:00", "11-24 09:00"]),
        ("FREQ=DAILY;UNTIL=20261124", "2026-11-23 09:00", "2027-01-01 00:00", ["11-23 09:00", "11-24 09:00"]),
        ("FREQ=DAILY;UNTIL=20261124T010000Z", "2026-11-23 09:00", "2027-01-01 00:00", ["11-23 09:00", "11-24 09:00"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27 09:00", "2027-01-01 00:00", ["11-27 09:00", "12-25 09:00"]),
        ("FREQ=MONTHLY", "2026-10-31 09:00", "2027-01-31 00:00", ["10-31 09:00", "12-31 09:00"]),
        ("", "2026-11-23 09:00", "2027-01-01 00:00", ["11-23 09:00"]),
    ],
)
def test_starts_of_a_rule(rule, first, until, expected):
    assert starts(rule, first, until) == expected


def test_the_clock_on_the_wall_stays_when_clocks_change():
    found = starts("FREQ=DAILY", "2026-10-24 09:00", "2026-10-27 00:00", BERLIN)
    assert found == ["10-24 09:00", "10-25 09:00", "10-26 09:00"]
    lost = starts("FREQ=DAILY", "2026-03-28 02:30", "2026-03-31 00:00", BERLIN)
    assert len(lost) == len(set(lost)) == 3, "the hour that is missing loses no time of the series"


def test_days_off_are_left_out_and_make_up_days_are_kept():
    found = starts("FREQ=DAILY", "2026-02-13 09:00", "2026-02-26 00:00", only_workdays=True)
    assert found == ["02-13 09:00", "02-14 09:00", "02-24 09:00", "02-25 09:00"]


def test_times_left_out_do_not_take_place():
    out = frozenset({datetime.fromisoformat("2026-11-30T15:00")})
    assert starts("FREQ=WEEKLY", "2026-11-23 15:00", "2026-12-08 00:00", without=out) == ["11-23 15:00", "12-07 15:00"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=5", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=100000", "FREQ=WEEKLY;X=1",
        "FREQ=DAILY;INTERVAL=0", "INTERVAL=2", "FREQ=DAILY;COUNT=2;UNTIL=20270101", "FREQ=DAILY;UNTIL=bald",
        "FREQ=WEEKLY;BYDAY=XX", "F" * 400,
    ],
)  # fmt: skip
def test_a_rule_that_nobody_can_follow_is_refused(rule):
    with pytest.raises(BadRule):
        checked_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTH=1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9", "FREQ=MONTHLY;BYMONTHDAY=x",
    ],
)  # fmt: skip
def test_a_rule_that_may_never_come_again_is_not_sought_for_ever(rule):
    with pytest.raises(BadRule):
        checked_rule(rule)


def test_the_last_time_of_a_rule_that_ends():
    begin = datetime(2026, 1, 1, 9, tzinfo=SHANGHAI)
    assert last_start(Repeats(begin, "FREQ=DAILY;COUNT=3", SHANGHAI)) == (begin + timedelta(days=2)).astimezone(UTC)
    assert last_start(Repeats(begin, "FREQ=DAILY", SHANGHAI)) is None
    assert checked_rule("rrule:freq=yearly;bymonth=2;bymonthday=29") == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"


def test_the_published_calendar_is_the_one_that_is_asked():
    assert WorkingCalendar().is_working_day(date(2026, 2, 14))
