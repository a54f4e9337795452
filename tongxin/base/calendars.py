"""Working time: weekly hours, public holidays with their make-up days (调休), and what an administrator adds to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from chinese_calendar.constants import holidays, workdays
from django.utils.translation import gettext_lazy as _

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
# Longer than any break between two working days; a calendar without hours would be searched for ever.
_LONGEST_BREAK = 400


class NoWorkingTime(ValueError):
    """A calendar in which the time asked for never comes."""

    def __str__(self) -> str:
        return str(_("This calendar has no working time in more than a year."))


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of work by the clock on the wall. One that closes at or before its opening ends on the next day."""

    opens: time
    closes: time


DAY_SHIFT = (Shift(time(9), time(12)), Shift(time(13), time(18)))
ALL_DAY = (Shift(time(0), time(0)),)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When people work.

    `weekly` gives the shifts of each weekday, Monday first, in order and without overlap. `holidays` and `extra_days` are
    the administrator's and win over everything else, holidays first. With `is_chinese` the published holidays and make-up
    days of China apply; beyond the years published the week alone decides. A working day on which the week has no hours
    (a make-up Saturday) has `makeup` hours, by default those of the first weekday that has any. Hours follow the wall
    clock of `zone`, minutes are real minutes: a shift in which clocks go forward is an hour shorter.
    """

    weekly: tuple[tuple[Shift, ...], ...] = (DAY_SHIFT,) * 5 + ((), ())
    holidays: frozenset[date] = frozenset()
    extra_days: frozenset[date] = frozenset()
    zone: ZoneInfo = field(default=_SHANGHAI)
    is_chinese: bool = True
    makeup: tuple[Shift, ...] | None = None

    def is_working_day(self, day: date) -> bool:
        """Whether anybody is expected at work on `day`."""
        if day in self.holidays:
            return False
        if day in self.extra_days:
            return True
        if self.is_chinese and (published := _published(day)) is not None:
            # A round-the-clock service has hours on holidays only if it does not follow the public ones.
            return published and bool(self._hours(day))
        return bool(self.weekly[day.weekday()])

    def shifts(self, day: date) -> list[tuple[datetime, datetime]]:
        """The working intervals that begin on `day`, as aware instants in UTC."""
        return [_instants(shift, day, self.zone) for shift in self._hours(day)] if self.is_working_day(day) else []

    def is_working_time(self, moment: datetime) -> bool:
        """Whether the aware `moment` lies in a shift; its opening does, its closing does not."""
        instant = moment.astimezone(UTC)
        return any(begins <= instant < ends for begins, ends in self._shifts_from(instant, days=2))

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The instant when `minutes` (≥ 0) of working time after the aware `start` have passed, in the zone of the calendar.

        With 0 minutes outside working hours it is the next opening. Raises `NoWorkingTime`.
        """
        if minutes < 0:
            raise ValueError("minutes must not be negative")
        instant = start.astimezone(UTC)
        left = timedelta(minutes=minutes)
        for begins, ends in self._shifts_from(instant):
            begins = max(begins, instant)
            if begins < ends and left <= ends - begins:
                return (begins + left).astimezone(self.zone)
            left -= max(ends - begins, timedelta())
        raise NoWorkingTime

    def working_minutes_between(self, a: datetime, b: datetime) -> int:
        """Whole minutes of working time from aware `a` to aware `b`; negative when `b` is earlier."""
        if b < a:
            return -self.working_minutes_between(b, a)
        first, last = a.astimezone(UTC), b.astimezone(UTC)
        days = (last.astimezone(self.zone).date() - first.astimezone(self.zone).date()).days + 2
        worked = (min(ends, last) - max(begins, first) for begins, ends in self._shifts_from(first, days=days))
        return sum((span for span in worked if span > timedelta()), timedelta()) // timedelta(minutes=1)

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`. Raises `NoWorkingTime`."""
        for ahead in range(1, _LONGEST_BREAK):
            if self.is_working_day(following := day + timedelta(days=ahead)):
                return following
        raise NoWorkingTime

    def _hours(self, day: date) -> tuple[Shift, ...]:
        usual = self.weekly[day.weekday()]
        if usual or self.makeup is not None:
            return usual or self.makeup or ()
        return next((hours for hours in self.weekly if hours), ())

    def _shifts_from(self, instant: datetime, days: int | None = None) -> Iterator[tuple[datetime, datetime]]:
        """Shifts in order from those of the day before `instant`, whose night shift may still run; without `days` until a long break."""
        day = instant.astimezone(self.zone).date() - _DAY
        idle = done = 0
        while idle < _LONGEST_BREAK and (days is None or done < days):
            shifts = self.shifts(day)
            yield from shifts
            idle = 0 if shifts else idle + 1
            done += 1
            day += _DAY


def _instants(shift: Shift, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    closing_day = day if shift.closes > shift.opens else day + _DAY
    begins = datetime.combine(day, shift.opens, tzinfo=zone)
    ends = datetime.combine(closing_day, shift.closes, tzinfo=zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _published(day: date) -> bool | None:
    """Whether China works on `day` by the published calendar; None where it says nothing beyond the usual week."""
    if day in workdays:
        return True
    return False if day in holidays else None


@cache
def published_until() -> int:
    """The last year whose Chinese holidays are known here; later years follow the week until somebody enters them."""
    years: set[int] = {day.year for day in holidays}
    return max(years)
