"""What a piece of text may mean: the shared vocabulary of the rules, and the little calendar arithmetic they need."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

Lean = Literal["future", "past"] | None
"""Which way a day without a year, month or week points when both ways are possible."""


@dataclass(frozen=True, slots=True)
class Context:
    """When the text was written, which way it leans, and the text itself before folding."""

    now: datetime
    lean: Lean
    source: str

    @property
    def today(self) -> date:
        return self.now.date()

    def after(self, step: timedelta) -> datetime:
        """The instant `step` from now. Counted in UTC: an hour stays an hour on the night the clocks change."""
        return (self.now.astimezone(UTC) + step).astimezone(self.now.tzinfo)


@dataclass(frozen=True, slots=True)
class Reading:
    """A day, or with `at` an instant; `part` is a word for a part of that day (see `clock.PARTS`)."""

    on: date
    sure: bool = True
    at: datetime | None = None
    part: str | None = None


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Context], Reading | None]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A reading and where it stands in the text."""

    start: int
    end: int
    reading: Reading


def read_pieces(folded: str, rules: tuple[Rule, ...], context: Context) -> Iterator[Piece]:
    """Every match of every rule that is a real day. Days that do not exist (31 February, the year 12000) are no days."""
    for pattern, read in rules:
        for match in pattern.finditer(folded):
            try:
                reading = read(match, context)
            except (ValueError, OverflowError):  # the calendar has no such day, so the text does not speak of one
                continue
            if reading is not None:
                yield Piece(match.start(), match.end(), reading)


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def end_of_quarter(day: date) -> date:
    return end_of_month(day.replace(day=1, month=(day.month + 2) // 3 * 3))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def choose(days: list[date], context: Context) -> date | None:
    """Of the same day in several years or months, the one that is meant: the coming, the past, or the nearest."""
    if context.lean == "future":
        return min((day for day in days if day >= context.today), default=None)
    if context.lean == "past":
        return max((day for day in days if day <= context.today), default=None)
    return min(days, key=lambda day: abs((day - context.today).days), default=None)


def in_some_year(month: int, day: int, context: Context) -> Reading | None:
    """A month and a day without a year. Sure unless it points further than some ten months away."""
    year = context.today.year
    real = [y for y in range(max(year - 4, 1), min(year + 5, 10000)) if _is_day(y, month, day)]
    chosen = choose([date(y, month, day) for y in real], context)
    return None if chosen is None else Reading(chosen, sure=abs((chosen - context.today).days) <= 300)


def coming_weekday(weekday: int, context: Context) -> Reading:
    """A weekday said alone: the coming one, or the last one in a sentence about the past. Today's own name is a doubt."""
    ahead = (weekday - context.today.weekday()) % 7
    if context.lean == "past":
        return Reading(context.today - timedelta(days=(7 - ahead) % 7 or 7), sure=ahead != 0)
    return Reading(context.today + timedelta(days=ahead or 7), sure=ahead != 0)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
