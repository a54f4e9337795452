"""Months, quarters and years as targets count them."""

from datetime import date

from tongxin.frontoffice.targets.queries.measures import Period

STEPS = {"month": 1, "quarter": 3, "year": 12}


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month so many months later."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def periods_of(year: int, by: str) -> list[Period]:
    """The months, the quarters, or the whole of a year."""
    step = STEPS[by]
    firsts = [date(year, month, 1) for month in range(1, 13, step)]
    return [Period(first, month_after(first, step)) for first in firsts]
