from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.calendars import ALL_DAY, DAY_SHIFT, NoWorkingTime, Shift, WorkingCalendar, published_until

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
CHINA = WorkingCalendar()
ROUND_THE_CLOCK = WorkingCalendar(weekly=(ALL_DAY,) * 7, is_chinese=False)


def at(text, zone=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # a Saturday that makes up for the Spring Festival
        (date(2026, 2, 16), False),  # a Monday of the festival
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
        (date(2999, 10, 1), True),  # beyond the published years the week alone decides
        (date(2999, 10, 5), False),
    ],
)
def test_china_works_by_its_published_calendar(day, works):
    assert CHINA.is_working_day(day) is works


def test_the_published_years_are_known():
    assert published_until() >= 2026


def test_the_administrator_has_the_last_word():
    calendar = WorkingCalendar(
        holidays=frozenset({date(2026, 2, 14)}), extra_days=frozenset({date(2026, 2, 16), date(2026, 2, 14)})
    )
    assert not calendar.is_working_day(date(2026, 2, 14))
    assert calendar.is_working_day(date(2026, 2, 16))
    assert WorkingCalendar(is_chinese=False).is_working_day(date(2026, 2, 16))


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-23T09:00", 60, "2026-11-23T10:00"),
        ("2026-11-23T11:30", 60, "2026-11-23T13:30"),
        ("2026-11-23T17:30", 60, "2026-11-24T09:30"),
        ("2026-11-20T17:30", 60, "2026-11-23T09:30"),
        ("2026-11-21T10:00", 0, "2026-11-23T09:00"),
        ("2026-11-23T12:30", 30, "2026-11-23T13:30"),
        ("2026-11-23T07:00", 480, "2026-11-23T18:00"),
        ("2026-02-13T17:00", 120, "2026-02-14T10:00"),
        ("2026-02-14T17:00", 120, "2026-02-24T10:00"),
    ],
)
def test_working_minutes_are_added(start, minutes, end):
    assert CHINA.add_working_minutes(at(start), minutes) == at(end)


def test_minutes_between_count_working_time_only():
    assert CHINA.working_minutes_between(at("2026-11-20T17:30"), at("2026-11-23T09:30")) == 60
    assert CHINA.working_minutes_between(at("2026-11-23T09:30"), at("2026-11-20T17:30")) == -60
    assert CHINA.working_minutes_between(at("2026-11-21T00:00"), at("2026-11-22T23:00")) == 0


def test_other_zones_mean_the_same_instant():
    assert CHINA.add_working_minutes(datetime(2026, 11, 23, 1, 0, tzinfo=UTC), 60) == at("2026-11-23T10:00")
    assert CHINA.is_working_time(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    assert not CHINA.is_working_time(at("2026-11-23T12:00"))


def test_a_night_shift_runs_into_the_next_day():
    nights = WorkingCalendar(weekly=((Shift(time(22), time(6)),),) * 5 + ((), ()), is_chinese=False)
    assert nights.is_working_time(at("2026-11-24T03:00"))
    assert nights.add_working_minutes(at("2026-11-24T05:30"), 60) == at("2026-11-24T22:30")
    assert nights.working_minutes_between(at("2026-11-23T00:00"), at("2026-11-24T12:00")) == 480


def test_a_clock_change_makes_the_night_shorter_or_longer():
    nights = WorkingCalendar(weekly=((Shift(time(22), time(6)),),) * 7, zone=BERLIN, is_chinese=False)
    assert nights.working_minutes_between(at("2026-03-28T22:00", BERLIN), at("2026-03-29T06:00", BERLIN)) == 7 * 60
    assert nights.working_minutes_between(at("2026-10-24T22:00", BERLIN), at("2026-10-25T06:00", BERLIN)) == 9 * 60
    assert nights.add_working_minutes(at("2026-03-28T22:00", BERLIN), 7 * 60) == at("2026-03-29T06:00", BERLIN)


def test_round_the_clock_is_plain_time():
    start = at("2026-02-15T23:30")
    assert ROUND_THE_CLOCK.add_working_minutes(start, 100_000) == start + timedelta(minutes=100_000)


def test_makeup_days_have_hours_of_their_own():
    short = WorkingCalendar(makeup=(Shift(time(9), time(12)),))
    saturday, usual = date(2026, 2, 14), CHINA.shifts(date(2026, 2, 13))
    assert [end - begin for begin, end in short.shifts(saturday)] == [timedelta(hours=3)]
    assert len(CHINA.shifts(saturday)) == len(usual) == len(DAY_SHIFT)


def test_a_calendar_without_hours_is_refused_rather_than_searched_for_ever():
    empty = WorkingCalendar(weekly=((),) * 7, is_chinese=False)
    with pytest.raises(NoWorkingTime):
        empty.add_working_minutes(at("2026-11-23T09:00"), 1)
    with pytest.raises(NoWorkingTime):
        empty.next_working_day(date(2026, 11, 23))


def test_the_next_working_day_skips_the_festival():
    assert CHINA.next_working_day(date(2026, 2, 14)) == date(2026, 2, 24)


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@settings(max_examples=60)
@given(MOMENTS, st.integers(0, 5000), st.sampled_from([CHINA, ROUND_THE_CLOCK, WorkingCalendar(zone=BERLIN)]))
def test_adding_and_measuring_agree(start, minutes, calendar):
    end = calendar.add_working_minutes(start, minutes)
    assert end >= start
    assert calendar.working_minutes_between(start, end) == minutes


@settings(max_examples=60)
@given(MOMENTS, st.integers(0, 2000), st.integers(0, 2000))
def test_adding_twice_is_adding_the_sum(start, first, second):
    assert CHINA.add_working_minutes(CHINA.add_working_minutes(start, first), second) in (
        CHINA.add_working_minutes(start, first + second),
        CHINA.add_working_minutes(CHINA.add_working_minutes(start, first + second), 0),
    )
