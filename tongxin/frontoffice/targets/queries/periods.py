"""Months, quarters and years as targets count them."""

import re
from datetime import date

from tongxin.base.chinese.folding import fold
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


_YEAR = re.compile(r"(20\d\d) ?年?(?:度|全年)?")
_QUARTER = re.compile(r"(20\d\d) ?[-/年]? ?(?:q([1-4])|第?([1-4一二三四])季度?)")
_QUARTER_FIRST = re.compile(r"q([1-4]) ?[-/]? ?(20\d\d)")
_MONTH = re.compile(r"(20\d\d) ?[-/.年] ?(\d{1,2})(?: ?月|[-/.]0?1)?")
_FIGURES = {"一": 1, "二": 2, "三": 3, "四": 4}


def read_period(text: str) -> Period | None:
    """The year, quarter or month that somebody wrote: 2026, 2026年度, 2026 Q3, 2026年三季度, 2026-03, 2026年3月. None for anything else."""
    typed = fold(text)
    if found := _YEAR.fullmatch(typed):
        return periods_of(int(found[1]), "year")[0]
    if found := _QUARTER.fullmatch(typed):
        number = int(found[2]) if found[2] else _FIGURES.get(found[3]) or int(found[3])
        return periods_of(int(found[1]), "quarter")[number - 1]
    if found := _QUARTER_FIRST.fullmatch(typed):
        return periods_of(int(found[2]), "quarter")[int(found[1]) - 1]
    found = _MONTH.fullmatch(typed)
    month = int(found[2]) if found else 0
    return periods_of(int(found[1]), "month")[month - 1] if found and 1 <= month <= 12 else None
