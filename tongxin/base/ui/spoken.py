"""Instants and days as people say them: 今天 11:40, 周二 15:00, 11/18, 2025-08."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def spoken_day(day: date, *, today: date) -> str:
    """A day as one says it today, in the language in use; never a clock time."""
    if near := _near(day, today):
        return near
    words = {
        "day": day.day,
        "month": day.month,
        "year": day.year,
        "name": pgettext("month", _MONTHS[day.month - 1]),
        "two": f"{day.month:02}",
    }
    if day.year == today.year:
        return pgettext("day and month", "%(day)d %(name)s") % words
    return pgettext("month and year", "%(name)s %(year)d") % words


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
