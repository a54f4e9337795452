"""The room's own work."""

from datetime import timedelta

from tongxin.base.work import work
from tongxin.collab.calendar.actions.following import due_calendars, fetch_calendar


@work(name="calendar.fetch", retries=2)
def fetch_one(calendar: int) -> str:
    """Read one calendar from its address."""
    return fetch_calendar(calendar)


@work(name="calendar.fetch_all", every=timedelta(hours=1))
def fetch_all() -> int:
    """Everybody's calendars from elsewhere, one after the other; one that fails says so beside its name."""
    numbers = due_calendars()
    for number in numbers:
        fetch_calendar(number)
    return len(numbers)
