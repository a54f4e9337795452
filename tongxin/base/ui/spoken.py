"""Instants and days as people say them: 今天 11:40, 周二 15:00, 11/18, 2025-08."""

from datetime import date, datetime, timedelta

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def spoken_day(day: date, *, today: date) -> str:
    """A day as one says it today, in the language in use; never a clock time."""
    if near := _near(day, today):
        return near
    if day.year == today.year:
        return format_date(day, pgettext("format of a day in this year", "j M"))
    return format_date(day, pgettext("format of a day in another year", "M Y"))


def spoken_moment(moment: datetime, *, now: datetime) -> str:
    """An instant as one says it now; both in the reader's time zone.

    The clock time stands where it helps: on near days, and on any day still to come.
    """
    day = spoken_day(moment.date(), today=now.date())
    if _near(moment.date(), now.date()) or moment > now:
        return f"{day} {moment:%H:%M}"
    return day


def _near(day: date, today: date) -> str:
    """The name of a day beside today or in the same week (Monday to Sunday), or nothing."""
    beside = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}.get((day - today).days)
    if beside:
        return beside
    monday = today - timedelta(days=today.weekday())
    if monday <= day < monday + timedelta(days=7):
        return pgettext("weekday", _WEEKDAYS[day.weekday()])
    return ""
