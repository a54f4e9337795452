"""Instants and days as people say them: 今天 11:40, 周二 15:00, 11/18, 2025-08."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def spoken_day(day: date, *, today: date) -> str:
    """A day as one says it today, in the language in use; never a clock time."""
    return _said(day, today, get_language() or "")[0]


def spoken_moment(moment: datetime, *, now: datetime, clock: bool | None = None) -> str:
    """An instant as one says it now; both in the reader's time zone.

    The clock time stands where it helps: on near days, and on any day still to come; with `clock` always, or never.
    """
    words, is_near = _said(moment.date(), now.date(), get_language() or "")
    has_clock = is_near or moment > now if clock is None else clock
    return f"{words} {moment:%H:%M}" if has_clock else words


@lru_cache(maxsize=4096)
def _said(day: date, today: date, language: str) -> tuple[str, bool]:
    """The words for a day and whether it is near. Kept, because the rows of a list share a few days."""
    if near := _near(day, today):
        return near, True
    if day.year == today.year:
        return format_date(day, pgettext("format of a day in this year", "j M")), False
    return format_date(day, pgettext("format of a day in another year", "M Y")), False


def _near(day: date, today: date) -> str:
    """The name of a day beside today or in the same week (Monday to Sunday), or nothing."""
    beside = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}.get((day - today).days)
    if beside:
        return beside
    monday = today - timedelta(days=today.weekday())
    if monday <= day < monday + timedelta(days=7):
        return pgettext("weekday", _WEEKDAYS[day.weekday()])
    return ""
