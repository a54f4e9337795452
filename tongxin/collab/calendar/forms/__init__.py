"""Checks what someone typed."""

from tongxin.collab.calendar.forms.entries import AnswerForm, EntryForm, FeedForm, blank_initial, entry_initial
from tongxin.collab.calendar.forms.keeping import (
    CalendarForm,
    FileForm,
    ResourceForm,
    SubscriptionForm,
    calendar_initial,
    resource_initial,
)

__all__ = [
    "AnswerForm",
    "CalendarForm",
    "EntryForm",
    "FeedForm",
    "FileForm",
    "ResourceForm",
    "SubscriptionForm",
    "blank_initial",
    "calendar_initial",
    "entry_initial",
    "resource_initial",
]
