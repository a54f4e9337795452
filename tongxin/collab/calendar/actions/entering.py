"""Putting something into a calendar."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.booking import book
from tongxin.collab.calendar.actions.calendars import own_calendar
from tongxin.collab.calendar.actions.checks import Moment, check_rule, check_times, check_words, writable
from tongxin.collab.calendar.actions.inviting import invite
from tongxin.collab.calendar.events import EntryAdded
from tongxin.collab.calendar.models import Calendar, Entry, Resource, last_start
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents

KIND = "calendar_entry"


class OutOfSight(ValueError):
    """The record is not within the person's sight."""


@transaction.atomic
def add_entry(
    *,
    by: Person,
    title: str,
    starts: Moment,
    ends: Moment | None = None,
    zone: str = "",
    calendar: Calendar | None = None,
    place: str = "",
    note: str = "",
    rule: str = "",
    only_workdays: bool = False,
    guests: Iterable[Person] = (),
    resources: Iterable[Resource] = (),
    is_private: bool = False,
    is_free: bool = False,
    on: Subject | None = None,
) -> Entry:
    """Enter what takes place from `starts` to `ends`: days for whole days (the last one included), else aware instants. Invited
    colleagues hear of it, resources are kept for it. Raises ValidationError, Taken, NotYourCalendar."""
    title, place, note = check_words(title, place, note)
    times = check_times(starts, ends, zone)
    if on is not None and not is_seen(by, on):
        raise OutOfSight(_("This record is out of your sight."))
    calendar = writable(by, calendar) if calendar is not None else own_calendar(by)
    entry = Entry(
        calendar=calendar,
        title=title,
        place=place,
        note=note,
        rule=check_rule(rule),
        only_workdays=only_workdays,
        is_private=is_private,
        is_free=is_free,
        subject_kind=on.kind if on else "",
        subject_id=on.id if on else None,
        uid=f"{uuid4()}@tongxin",
        made_by=by,
        created_at=now(),
        changed_at=now(),
        **times._asdict(),
    )
    settle(entry)
    entry.save(force_insert=True)
    invite(by, entry, guests)
    book(entry, resources)
    index_documents(KIND, [entry.pk])
    told = EntryAdded(title=_told_title(entry), starts=entry.starts_at.isoformat())
    tell(told, by=by, on=Subject(KIND, entry.pk), customer=entry.customer)
    return entry


def settle(entry: Entry) -> None:
    """Reckon out when it is over for good."""
    last = last_start(entry.repeats)
    entry.over_at = None if last is None else last + entry.lasts


def _told_title(entry: Entry) -> str:
    """What the timeline may say: what is private is named nowhere else."""
    return "" if entry.is_private else entry.title


def told_value(value: Any) -> Any:  # Any: a column value and its JSON form
    """A value as the journal keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else getattr(value, "pk", value)
