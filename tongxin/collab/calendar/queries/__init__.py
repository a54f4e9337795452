"""What takes place when, who is free, and what other programs read."""

from tongxin.collab.calendar.queries.busy import Span, busy_times, free_resources
from tongxin.collab.calendar.queries.documents import when_told
from tongxin.collab.calendar.queries.shown import (
    Shown,
    calendars_of,
    own_calendar_of,
    shown_between,
    waiting_invitations,
    zone_in_use,
)
from tongxin.collab.calendar.queries.writing import feed_text, file_text

__all__ = [
    "Shown",
    "Span",
    "busy_times",
    "calendars_of",
    "feed_text",
    "file_text",
    "free_resources",
    "own_calendar_of",
    "shown_between",
    "waiting_invitations",
    "when_told",
    "zone_in_use",
]
