"""Calendars, what stands in them, who is invited, what is booked."""

from tongxin.collab.calendar.models.calendar import Calendar, CalendarQuerySet, CalendarShare
from tongxin.collab.calendar.models.entry import CalendarEntryQuerySet, Entry, Guest
from tongxin.collab.calendar.models.feed import Feed
from tongxin.collab.calendar.models.recurring import BadRule, Repeats, checked_rule, last_start, starts_between
from tongxin.collab.calendar.models.resource import Booking, Resource

__all__ = [
    "BadRule",
    "Booking",
    "Calendar",
    "CalendarEntryQuerySet",
    "CalendarQuerySet",
    "CalendarShare",
    "Entry",
    "Feed",
    "Guest",
    "Repeats",
    "Resource",
    "checked_rule",
    "last_start",
    "starts_between",
]
