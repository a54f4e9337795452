"""Promised time: working hours of whoever holds it, reminders, and when they come."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from tongxin.base.calendars import NoWorkingTime, WorkingCalendar
from tongxin.collab.approvals.models import Approval, Holder, Timer
from tongxin.collab.org.queries import firm_time_zone
from tongxin.collab.people.models import Person

# Shares of the promised time at which something happens, in percent.
MARKS = ((Timer.Mark.REMIND, 50), (Timer.Mark.DUE, 100), (Timer.Mark.ESCALATE, 150))


def calendar_of(person: Person | None) -> WorkingCalendar:
    """When a person works: the firm's hours by the person's clock."""
    zone = (person.time_zone if person else "") or firm_time_zone() or settings.TIME_ZONE
    return WorkingCalendar(zone=ZoneInfo(zone))


def start_clock(row: Holder, person: Person, now: datetime) -> list[Timer]:
    """The clock runs, from the beginning or from where it rested. Answers the timers to be set; a calendar in which the time
    never comes sets none."""
    if not row.minutes:
        return []
    calendar = calendar_of(person)
    spent = 0 if row.minutes_left is None else row.minutes - row.minutes_left
    row.minutes_left = None
    try:
        moments = {mark: _moment(calendar, now, row.minutes * share // 100 - spent) for mark, share in MARKS}
    except NoWorkingTime:
        return []
    row.due_at = moments[Timer.Mark.DUE]
    return [
        Timer(approval_id=row.approval_id, number=row.number, mark=mark, at=at) for mark, at in moments.items() if at
    ]


def _moment(calendar: WorkingCalendar, now: datetime, minutes: int) -> datetime | None:
    """None for what has passed already; the due time is always one."""
    return calendar.add_working_minutes(now, minutes) if minutes > 0 else None


def stop_clock(row: Holder, person: Person, now: datetime) -> None:
    """The clock rests; what is left of the promise is kept. Its timers are called off by the caller."""
    if row.due_at is not None:
        row.minutes_left = calendar_of(person).working_minutes_between(now, row.due_at)
        row.due_at = None


def taken(row: Holder, person: Person) -> int | None:
    """Working minutes from the first moment to the decision."""
    if row.decided_at is None:
        return None
    return max(calendar_of(person).working_minutes_between(row.since, row.decided_at), 0)


def wake_at(approval: Approval, initiator: Person, minutes: int, until: str, now: datetime) -> datetime:
    """When a node that waits goes on: after working minutes, or at the first opening on or after the day."""
    calendar = calendar_of(initiator)
    try:
        if minutes:
            return calendar.add_working_minutes(now, minutes)
        start = datetime.combine(datetime.fromisoformat(until).date(), datetime.min.time(), tzinfo=calendar.zone)
        return calendar.add_working_minutes(max(start, now), 0)
    except (ValueError, NoWorkingTime):
        return now
