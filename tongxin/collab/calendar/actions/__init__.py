"""The verbs about calendars."""

from tongxin.collab.calendar.actions.answering import NotInvited, answer_invitation, take_proposal
from tongxin.collab.calendar.actions.booking import Taken
from tongxin.collab.calendar.actions.calendars import (
    NotTheKeeper,
    close_calendar,
    own_calendar,
    save_calendar,
    save_resource,
)
from tongxin.collab.calendar.actions.changing import change_entry, move_entry
from tongxin.collab.calendar.actions.checks import NotYourCalendar, NotYourEntry
from tongxin.collab.calendar.actions.ending import delete_entry, restore_entry
from tongxin.collab.calendar.actions.entering import OutOfSight, add_entry
from tongxin.collab.calendar.actions.feeds import feed_of, open_feed, revoke_feed
from tongxin.collab.calendar.actions.following import fetch_calendar, read_again, subscribe
from tongxin.collab.calendar.actions.passing import pass_calendar, pass_entry
from tongxin.collab.calendar.actions.reading import NotACalendarFile, import_file
from tongxin.collab.calendar.actions.splitting import NoSuchTime

__all__ = [
    "NoSuchTime",
    "NotACalendarFile",
    "NotInvited",
    "NotTheKeeper",
    "NotYourCalendar",
    "NotYourEntry",
    "OutOfSight",
    "Taken",
    "add_entry",
    "answer_invitation",
    "change_entry",
    "close_calendar",
    "delete_entry",
    "feed_of",
    "fetch_calendar",
    "import_file",
    "move_entry",
    "open_feed",
    "own_calendar",
    "pass_calendar",
    "pass_entry",
    "read_again",
    "restore_entry",
    "revoke_feed",
    "save_calendar",
    "save_resource",
    "subscribe",
    "take_proposal",
]
