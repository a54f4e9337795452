"""Days and moments in the words of the screen."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongxin.base.lazy import LazyText

_WEEKDAYS: tuple[LazyText, ...] = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def show_day(day: date, *, today: date) -> str:
    """The weekday and the day, with the year when it is not this one: `周二 11/24`, `Tue 24 Nov`."""
    shape = _("{weekday} {day} {month_name}") if day.year == today.year else _("{day} {month_name} {year}")
    return shape.format(
        weekday=_WEEKDAYS[day.weekday()], day=day.day, month=day.month, month_name=_MONTHS[day.month - 1], year=day.year
    )


def show_moment(at: datetime, *, now: datetime) -> str:
    """The day and the time of day on the wall clock of `now`: `周二 11/24 15:00`, `Tue 24 Nov 15:00`."""
    local = at.astimezone(now.tzinfo)
    return f"{show_day(local.date(), today=now.date())} {local:%H:%M}"
