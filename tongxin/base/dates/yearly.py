"""Days that come back every year: birthdays, weddings, foundings; by the common calendar or the lunar one (农历)."""

import calendar
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.chinese.lunar import LAST_YEAR, LunarDay, NoLunarDay, last_day, leap_month, to_lunar, to_solar

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LUNAR_MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "腊"]
_TENS = {0: "初", 1: "十", 2: "廿"}
_FIGURES = "一二三四五六七八九十"


class InvalidYearlyDay(ValueError):
    """No year has such a day."""

    def __str__(self) -> str:
        return str(_("No year has such a day."))


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day of the year. `day` may be unknown (some time in that month), and so may the year in which it began.

    A day that a year doesn't have is kept on the last day of its month: 29 February on the 28th, a lunar 30th on the 29th. What
    belongs to a leap month is kept in the leap month of a year that has the same one, otherwise in the month of that number.
    Raises InvalidYearlyDay for a day that no year has.
    """

    month: int
    day: int | None = None
    year: int | None = None
    is_lunar: bool = False
    is_leap: bool = False

    def __post_init__(self) -> None:
        longest = 30 if self.is_lunar else calendar.monthrange(2000, self.month)[1] if 1 <= self.month <= 12 else 0
        if not 1 <= self.month <= 12 or (self.day is not None and not 1 <= self.day <= longest):
            raise InvalidYearlyDay
        if self.year is not None and not 1800 <= self.year <= LAST_YEAR:
            raise InvalidYearlyDay
        if self.is_leap and not self.is_lunar:
            raise InvalidYearlyDay

    def in_year(self, year: int) -> date:
        """The day of the common calendar on which it is kept in a year (of its own calendar). Raises NoLunarDay after 2100."""
        day = self.day or 1
        if not self.is_lunar:
            return date(year, self.month, min(day, calendar.monthrange(year, self.month)[1]))
        is_leap = self.is_leap and leap_month(year) == self.month
        return to_solar(LunarDay(year, self.month, min(day, last_day(year, self.month, is_leap=is_leap)), is_leap))

    def next_on(self, today: date) -> date | None:
        """The first time it is kept on or after `today`, or None where the lunar calendar ends (2100)."""
        with suppress(NoLunarDay):
            begin = to_lunar(today).year if self.is_lunar else today.year
            for year in (begin, begin + 1):
                if self._last_in(year) >= today:
                    return max(self.in_year(year), today) if self.day is None else self.in_year(year)
        return None

    def once_after(self, today: date) -> "YearlyDay":
        """The same day with the year in which it next comes, for what happens only once."""
        if self.year is not None:
            return self
        begin = to_lunar(today).year if self.is_lunar else today.year
        year = begin if self._last_in(begin) >= today else begin + 1
        return YearlyDay(self.month, self.day, year, self.is_lunar, self.is_leap)

    def _last_in(self, year: int) -> date:
        """The last day on which it can still be said to come."""
        first = self.in_year(year)
        if self.day is not None:
            return first
        length = last_day(year, self.month) if self.is_lunar else calendar.monthrange(year, self.month)[1]
        return first + timedelta(days=length - 1)

    def rule(self, on: date) -> str:
        """Why it is kept on this day and not on the one that was said; empty when it is the very day."""
        if self.day is None:
            return ""
        if not self.is_lunar:
            return _("This year has no 29 February: kept on the 28th.") if on.day != self.day else ""
        kept = to_lunar(on)
        if kept.is_leap != self.is_leap and self.is_leap:
            return _("This year has no such leap month: kept in the ordinary one.")
        return _("That month has no 30th this year: kept on the 29th.") if kept.day != self.day else ""

    @property
    def sign(self) -> str:
        """A short form for programs: 5-20, 1980-5-20, 6, L8-15, LR4-3."""
        parts = [str(part) for part in (self.year, self.month, self.day) if part is not None]
        return ("LR" if self.is_leap else "L" if self.is_lunar else "") + "-".join(parts)

    def __str__(self) -> str:
        words = {"day": self.day, "month": self.month, "month_name": _MONTHS[self.month - 1]}
        if self.is_lunar:
            words |= {"lunar_month": f"{_LUNAR_MONTHS[self.month - 1]}月", "lunar_day": lunar_day_name(self.day or 1)}
        said = self._shape().format(**words)
        return pgettext("day of the year", "{said} {year}").format(said=said, year=self.year) if self.year else said

    def _shape(self) -> str:
        if self.day is None:
            return (
                pgettext("day of the year", "lunar month {month}")
                if self.is_lunar
                else pgettext("day of the year", "{month_name}")
            )
        if self.is_leap:
            return pgettext("day of the year", "day {day} of leap lunar month {month}")
        if self.is_lunar:
            return pgettext("day of the year", "day {day} of lunar month {month}")
        return pgettext("day of the year", "{day} {month_name}")


def lunar_day_name(day: int) -> str:
    """初一, 十五, 廿三, 三十: no lunar month has more days."""
    if day in (20, 30):
        return "二十" if day == 20 else "三十"
    return f"{_TENS[(day - 1) // 10 if day <= 10 else day // 10]}{_FIGURES[(day - 1) % 10]}"
