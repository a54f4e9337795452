"""What comes back: from one day to the next, without database or clock."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.calendars import WorkingCalendar

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_LONGEST_BREAK = 30


class Every(models.TextChoices):
    """How often a task comes back."""

    NEVER = "", pgettext_lazy("task", "does not come back")
    DAY = "day", _("every day")
    WORKDAY = "workday", _("every working day")
    WEEK = "week", _("every week")
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")


def following(every: str, day: date, begun_on: date, calendar: WorkingCalendar) -> date:
    """The next day after `day` on which it is due. The 31st comes back on the 31st: `begun_on` says on which day it began."""
    if every == Every.WORKDAY:
        days = (day + timedelta(days=ahead) for ahead in range(1, _LONGEST_BREAK))
        return next((one for one in days if calendar.is_working_day(one)), day + timedelta(days=1))
    if every in _MONTHS:
        count = day.year * 12 + day.month - 1 + _MONTHS[every]
        year, month = divmod(count, 12)
        return date(year, month + 1, min(begun_on.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=7 if every == Every.WEEK else 1)
