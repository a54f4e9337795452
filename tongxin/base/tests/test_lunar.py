"""The lunar calendar, and days that come back every year."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tongxin.base.chinese.lunar import LunarDay, NoLunarDay, last_day, leap_month, new_year, to_lunar, to_solar
from tongxin.base.dates.yearly import InvalidYearlyDay, YearlyDay
from tongxin.base.dates.yearly_words import find_yearly_days

KNOWN = [
    # What almanacs print: New Years, mid-autumns, dragon boats, leap months, and new moons within minutes of midnight.
    ((1949, 8, 10), "1949-10-01"), ((1980, 1, 1), "1980-02-16"), ((1985, 1, 1), "1985-02-20"), ((2000, 1, 1), "2000-02-05"),
    ((2008, 7, 8), "2008-08-08"), ((2012, 7, 1), "2012-08-17"), ((2018, 10, 1), "2018-11-08"), ((2020, 8, 15), "2020-10-01"),
    ((2023, 2, 1, True), "2023-03-22"), ((2023, 8, 15), "2023-09-29"), ((2024, 1, 1), "2024-02-10"), ((2024, 5, 5), "2024-06-10"),
    ((2025, 1, 1), "2025-01-29"), ((2025, 6, 1, True), "2025-07-25"), ((2025, 8, 15), "2025-10-06"), ((2026, 1, 1), "2026-02-17"),
    ((2026, 5, 5), "2026-06-19"), ((2026, 8, 15), "2026-09-25"), ((2027, 1, 1), "2027-02-06"), ((2033, 11, 1, True), "2033-12-22"),
    ((1900, 1, 1), "1900-01-31"), ((2100, 1, 1), "2100-02-09"),
]  # fmt: skip
FIRST, LAST = date(1900, 1, 31), date(2101, 1, 28)


@pytest.mark.parametrize(("lunar", "solar"), KNOWN)
def test_known_days(lunar, solar):
    day = LunarDay(*lunar)
    assert (to_solar(day), to_lunar(date.fromisoformat(solar))) == (date.fromisoformat(solar), day)


@given(st.dates(FIRST, LAST))
def test_there_and_back_again(day):
    assert to_solar(to_lunar(day)) == day


def test_days_follow_one_another_without_a_gap():
    before = to_lunar(FIRST)
    for ahead in range(1, (LAST - FIRST).days + 1):
        day = to_lunar(FIRST + timedelta(days=ahead))
        assert day.day == before.day + 1 or (day.day == 1 and before.day in (29, 30))
        before = day


def test_leap_months_are_those_of_the_almanac():
    assert [year for year in range(2001, 2034) if leap_month(year)] == [
        2001, 2004, 2006, 2009, 2012, 2014, 2017, 2020, 2023, 2025, 2028, 2031, 2033,
    ]  # fmt: skip
    assert (leap_month(2025), last_day(2025, 6), last_day(2025, 5, is_leap=True)) == (6, 30, 0)
    assert new_year(2027) == date(2027, 2, 6)


@pytest.mark.parametrize("lunar", [(2026, 13, 1), (2026, 6, 1, True), (2101, 1, 1), (1899, 1, 1), (2026, 1, 31)])
def test_what_the_calendar_does_not_have(lunar):
    with pytest.raises(NoLunarDay):
        to_solar(LunarDay(*lunar))


MONDAY = date(2026, 11, 23)
NEXT = [
    (YearlyDay(12, 1), "2026-12-01", ""),
    (YearlyDay(11, 23), "2026-11-23", ""),
    (YearlyDay(11, 22), "2027-11-22", ""),
    (YearlyDay(2, 29), "2027-02-28", "This year has no 29 February: kept on the 28th."),
    (YearlyDay(8, 15, is_lunar=True), "2027-09-15", ""),
    (YearlyDay(12, 30, is_lunar=True), "2027-02-05", "That month has no 30th this year: kept on the 29th."),
    (YearlyDay(4, 3, is_lunar=True, is_leap=True), "2027-05-08", "This year has no such leap month: kept in the ordinary one."),
    (YearlyDay(6), "2027-06-01", ""),
    (YearlyDay(11), "2026-11-23", ""),
]  # fmt: skip


@pytest.mark.parametrize(("day", "on", "rule"), NEXT)
def test_the_next_time(day, on, rule):
    found = day.next_on(MONDAY)
    with translation.override("en"):
        assert (str(found), day.rule(found)) == (on, rule)


def test_a_leap_month_that_comes_again_is_kept_in_itself():
    day = YearlyDay(6, 12, is_lunar=True, is_leap=True)
    on = day.next_on(date(2025, 7, 1))
    assert (str(on), day.rule(on)) == ("2025-08-05", "")


@given(st.integers(1, 12), st.integers(1, 30), st.booleans(), st.dates(date(1901, 1, 1), date(2098, 1, 1)))
def test_every_lunar_day_comes_within_thirteen_months(month, day, is_leap, today):
    on = YearlyDay(month, day, is_lunar=True, is_leap=is_leap).next_on(today)
    assert today <= on <= today + timedelta(days=414)


@pytest.mark.parametrize("wrong", [(0, 1), (13, 1), (2, 30), (4, 31), (1, 0), (1, 1, 1500)])
def test_days_that_no_year_has(wrong):
    with pytest.raises(InvalidYearlyDay):
        YearlyDay(*wrong)
    with pytest.raises(InvalidYearlyDay):
        YearlyDay(1, 31, is_lunar=True)


SAID = [
    ("王姐农历八月十五生日", "L8-15", "农历八月十五"), ("阴历正月十五过生日", "L1-15", "阴历正月十五"), ("农历闰四月初三", "LR4-3", "农历闰四月初三"),
    ("腊月三十", "L12-30", "腊月三十"), ("生日是5月20号", "5-20", "5月20号"), ("1983年7月9日生日", "1983-7-9", "1983年7月9日"), ("五月二十日", "5-20", "五月二十日"),
    ("1975-11-02", "1975-11-2", "1975-11-02"), ("女儿六月高考", "6", "六月"), ("明年6月中考", "2027-6", "明年6月"), ("国庆结婚", "10-1", "国庆"), ("中秋", "L8-15", "中秋"),
    ("on 12 March", "3-12", "12 March"), ("March 12th, 1980", "1980-3-12", "March 12th, 1980"), ("lunar 8-15", "L8-15", "lunar 8-15"),
    ("the 15th of the 8th lunar month", "L8-15", "15th of the 8th lunar month"), ("農曆八月十五", "L8-15", "農曆八月十五"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sign", "words"), SAID)
def test_days_of_the_year_are_read(text, sign, words):
    [found] = find_yearly_days(text, today=MONDAY)
    assert (found.day.sign, text[found.start : found.end]) == (sign, words)


@pytest.mark.parametrize(
    "text", ["2月30号", "二月三十一日", "13月1日", "6个月", "下个月", "DN50", "农历十三月初一", "三月内", "9.18", ""]
)
def test_what_is_no_day_of_the_year(text):
    assert find_yearly_days(text, today=MONDAY) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ["农历八月十五", "农历闰四月初三", "农历腊月三十", "5月20日", "1983年7月9日", "6月"]),
        ("en", ["day 15 of lunar month 8", "day 3 of leap lunar month 4", "day 30 of lunar month 12", "20 May", "9 Jul 1983", "Jun"]),
    ],
)  # fmt: skip
def test_days_of_the_year_in_words(language, words):
    days = [
        YearlyDay(8, 15, is_lunar=True), YearlyDay(4, 3, is_lunar=True, is_leap=True), YearlyDay(12, 30, is_lunar=True), YearlyDay(5, 20),
        YearlyDay(7, 9, 1983), YearlyDay(6),
    ]  # fmt: skip
    with translation.override(language):
        assert [str(day) for day in days] == words


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "12月31日"), ("en", "31 Dec")])
def test_every_day_of_a_year_can_be_said(language, said):
    first = date(2028, 1, 1)
    days = [first + timedelta(days=number) for number in range(366)]
    with translation.override(language):
        told = {str(YearlyDay(day.month, day.day)) for day in days}
        lunar = {str(YearlyDay(month, day, is_lunar=True)) for month in range(1, 13) for day in range(1, 31)}
    assert (len(told), len(lunar), said in told) == (366, 360, True)
