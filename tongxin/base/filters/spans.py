"""Days relative to today: this month, the last 30 days, before today."""

from collections.abc import Callable
from datetime import date, timedelta

Span = tuple[date | None, date | None]
_DAY = timedelta(days=1)


def _day(today: date, away: int) -> Span:
    return today + away * _DAY, today + away * _DAY


def _week(today: date, away: int) -> Span:
    monday = today + (7 * away - today.weekday()) * _DAY
    return monday, monday + 6 * _DAY


def _months(today: date, away: int, length: int) -> Span:
    """Whole months: `length` 3 are quarters, 12 years; `away` counts them from the one in which today lies."""
    begin = (today.year * 12 + today.month - 1) // length * length + away * length
    first, behind = (date(at // 12, at % 12 + 1, 1) for at in (begin, begin + length))
    return first, behind - _DAY


NAMED: dict[str, Callable[[date], Span]] = {
    "today": lambda today: _day(today, 0),
    "yesterday": lambda today: _day(today, -1),
    "tomorrow": lambda today: _day(today, 1),
    "this_week": lambda today: _week(today, 0),
    "last_week": lambda today: _week(today, -1),
    "next_week": lambda today: _week(today, 1),
    "this_month": lambda today: _months(today, 0, 1),
    "last_month": lambda today: _months(today, -1, 1),
    "next_month": lambda today: _months(today, 1, 1),
    "this_quarter": lambda today: _months(today, 0, 3),
    "last_quarter": lambda today: _months(today, -1, 3),
    "this_year": lambda today: _months(today, 0, 12),
    "last_year": lambda today: _months(today, -1, 12),
    "before_today": lambda today: (None, today - _DAY),
    "after_today": lambda today: (today + _DAY, None),
}
COUNTED: dict[str, Callable[[date, int], Span]] = {
    "last_n_days": lambda today, days: (today - days * _DAY, today),
    "next_n_days": lambda today, days: (today, today + days * _DAY),
    "older_than_days": lambda today, days: (None, today - (days + 1) * _DAY),
}
