"""The Chinese lunar calendar (农历), 1900 to 2100.

The table was computed from new moons and solar terms (GB/T 33661-2017) and agrees with two independent calendars: with the one of a browser for all
but eleven months, whose new moons fall within minutes of midnight, and there with the other and with Meeus's formula.
"""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1900
_BEGINS = date(1900, 1, 31)
# One year each: the lowest four bits name the leap month (0: none), the next bits from low to high the months in order, set for 30 days.
_TABLE = """
16d28 07520 0ea50 164a5 064b0 0a9b0 15564 056a0 0b590 17522
07520 1b256 0b250 0a4b0 14ab5 02ad0 056b0 0b692 0da90 1d927
0e920 0d250 1a4d5 0a560 02b60 15b54 06d40 0ea90 1e922 0e920
0d266 052b0 0a570 12b65 0b5a0 06d40 0ec93 07490 16937 0a930
052b0 0a5b6 0aad0 056a0 1b554 0ba40 0b490 1a932 0a950 152d7
05360 0aad0 15aa5 05b20 0da50 1d4a3 0d4a0 0a958 0a970 05560
0ab56 0ad50 06d20 0ea54 0ea50 064a0 0c973 0a9b0 155a7 056a0
0b690 17525 0b520 0b250 164b4 0a4b0 14ab8 02ad0 056d0 0b696
0da90 0d920 1d254 0d250 1a4da 0a560 02b60 05b56 06d50 0ea90
1e925 0e920 0d260 0a563 0a570 14d68 035a0 06d50 16c95 07490
06930 152b4 052b0 0a5b0 155a2 056a0 1b557 0ba40 0b490 1a935
0a950 052d0 0aad4 0ab50 15aa9 05d20 0da50 1d4a6 0d4a0 0c950
152e4 05560 0ab50 15b22 06d20 0ea56 07250 064b0 0c975 0cab0
055a0 0ad63 0b690 1752b 0b520 0b250 1a4b6 0a4b0 04ab0 055b5
05ad0 0b6a0 1b522 0d920 1d257 0d250 0a550 14ad5 04b60 05b50
0daa3 0ec90 1e928 0e920 0d260 0a566 0a570 04d60 06d54 07550
07490 0e933 06930 152b7 052b0 0a5b0 155a5 056a0 0b650 174a4
0b4a0 1a958 0a950 052d0 0aad6 0ab50 05aa0 0ba54 0da50 0d4a0
1c953 0c960 194e7 05560 0ab50 15b25 06d20 0ea50 0e4a4 068b0
0c978 04ab0 055b0 0ad66 0b6a0 07520 17254 0b450 0a8b0 149b2
04ab0
"""
_YEARS = tuple(int(word, 16) for word in _TABLE.split())
LAST_YEAR = FIRST_YEAR + len(_YEARS) - 1


class LunarDay(NamedTuple):
    """A day of the lunar calendar; `is_leap` for the second month of the same number."""

    year: int
    month: int
    day: int
    is_leap: bool = False


class NoLunarDay(ValueError):
    """A day that the lunar calendar of that year doesn't have, or one outside the years known here."""

    def __str__(self) -> str:
        return str(_("The lunar calendar has no such day."))


def leap_month(year: int) -> int:
    """The number of the month that comes twice in a lunar year, or 0. Raises NoLunarDay outside the years known."""
    return _year(year) & 15


def last_day(year: int, month: int, *, is_leap: bool = False) -> int:
    """29 or 30; 0 when the year has no such (leap) month. Raises NoLunarDay outside the years known."""
    place = _place(year, month, is_leap)
    return 0 if place is None else _lengths(_year(year))[place]


def to_solar(lunar: LunarDay) -> date:
    """The day of the common calendar. Raises NoLunarDay."""
    place = _place(lunar.year, lunar.month, lunar.is_leap)
    lengths = _lengths(_year(lunar.year))
    if place is None or not 1 <= lunar.day <= lengths[place]:
        raise NoLunarDay
    return new_year(lunar.year) + timedelta(days=sum(lengths[:place]) + lunar.day - 1)


def to_lunar(day: date) -> LunarDay:
    """The day of the lunar calendar. Raises NoLunarDay outside the years known."""
    gone = (day - _BEGINS).days
    index = bisect_right(_STARTS, gone) - 1
    if index < 0 or index >= len(_YEARS):
        raise NoLunarDay
    gone -= _STARTS[index]
    leap = _YEARS[index] & 15
    for place, length in enumerate(_lengths(_YEARS[index])):
        if gone < length:
            month = place + 1 - (1 if leap and place >= leap else 0)
            return LunarDay(FIRST_YEAR + index, month, gone + 1, bool(leap) and place == leap)
        gone -= length
    raise NoLunarDay


def new_year(year: int) -> date:
    """The first day of a lunar year (春节)."""
    _year(year)
    return _BEGINS + timedelta(days=_STARTS[year - FIRST_YEAR])


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoLunarDay
    return _YEARS[year - FIRST_YEAR]


def _lengths(bits: int) -> list[int]:
    return [29 + (bits >> 4 + place & 1) for place in range(13 if bits & 15 else 12)]


def _place(year: int, month: int, is_leap: bool) -> int | None:
    """Which of the year's 12 or 13 months that is, counted from 0."""
    leap = _year(year) & 15
    if not 1 <= month <= 12 or (is_leap and month != leap):
        return None
    return month - 1 + (1 if is_leap or (leap and month > leap) else 0)


_STARTS = (0, *accumulate(sum(_lengths(bits)) for bits in _YEARS))
