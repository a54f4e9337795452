"""Another time, another place, other people; of one time of a series or of all."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.booking import book, booked_for
from tongxin.collab.calendar.actions.calendars import own_calendar
from tongxin.collab.calendar.actions.checks import (
    Moment,
    Times,
    check_rule,
    check_times,
    check_words,
    own_entry,
    writable,
)
from tongxin.collab.calendar.actions.entering import KIND, settle, told_value
from tongxin.collab.calendar.actions.inviting import ask_again, invite
from tongxin.collab.calendar.actions.splitting import split, take_out
from tongxin.collab.calendar.events import EntryChanged
from tongxin.collab.calendar.models import Entry, Resource
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents

_PLAIN = ("title", "place", "note", "rule", "only_workdays", "is_private", "is_free", "calendar")
_TIMES = ("starts_at", "ends_at", "is_all_day", "zone")


@transaction.atomic
def change_entry(
    *,
    by: Person,
    entry: Entry,
    once: datetime | None = None,
    onwards: bool = False,
    starts: Moment | None = None,
    ends: Moment | None = None,
    zone: str = "",
    guests: Iterable[Person] | None = None,
    resources: Iterable[Resource] | None = None,
    **values: Any,  # Any: column values
) -> Entry:
    """Change what is given; with `once`, the start of one time of a series, only that one, with `onwards` too that and all that follow.
    At another time those invited are asked anew and what was booked is booked anew. Answers what was changed. Raises NotYourEntry, NoSuchTime, Taken, ValidationError."""
    entry = own_entry(by, entry.pk)
    if unknown := set(values) - set(_PLAIN):
        raise ValidationError(_("Unknown field: %(name)s") % {"name": ", ".join(sorted(unknown))})
    if once is not None and entry.rule:
        entry = split(entry, once) if onwards else take_out(entry, once)
        if not onwards:
            values.pop("rule", None)
    times = check_times(starts, ends, zone or entry.zone) if starts is not None else None
    before = _set(by, entry, values, times)
    if guests is not None:
        invite(by, entry, guests)
    is_elsewhen = bool({*_TIMES, "rule", "only_workdays"} & before.keys())
    if before:
        _keep(entry, shift=entry.starts_at - before["starts_at"] if "starts_at" in before else None)
    if resources is not None or is_elsewhen:
        book(entry, resources if resources is not None else booked_for(entry))
    if before:
        if {"starts_at", "ends_at"} & before.keys():
            ask_again(by, entry)
        _tell(by, entry, before)
    return entry


def move_entry(*, by: Person, entry: Entry, starts: Moment, once: datetime | None = None) -> Entry:
    """To another start; it takes as long as before, and a whole day stays one. Raises as `change_entry`."""
    if entry.is_all_day and isinstance(starts, datetime):
        starts = starts.astimezone(ZoneInfo(entry.zone)).date()
    if isinstance(starts, datetime):
        return change_entry(by=by, entry=entry, once=once, starts=starts, ends=starts + entry.lasts)
    if entry.is_all_day:
        ends = starts + (entry.last_on - entry.first_on)
        return change_entry(by=by, entry=entry, once=once, starts=starts, ends=ends)
    clock = (once or entry.starts_at).astimezone(ZoneInfo(entry.zone))
    begins = datetime.combine(starts, clock.timetz())
    return change_entry(by=by, entry=entry, once=once, starts=begins, ends=begins + entry.lasts)


def _set(by: Person, entry: Entry, values: dict[str, Any], times: Times | None) -> dict[str, Any]:  # Any: column values
    """Put the values on the entry; answers those from before that differ."""
    words = {name: values.get(name, getattr(entry, name)) for name in ("title", "place", "note")}
    checks: dict[str, Callable[[Any], Any]] = {
        "rule": check_rule,
        "calendar": lambda value: writable(by, value or own_calendar(by)),
    }
    checked = {name: checks.get(name, lambda value: value)(value) for name, value in values.items()}
    checked |= dict(zip(words, check_words(**words), strict=True))
    checked |= times._asdict() if times is not None else {}
    if entry.series_id is not None and checked.get("rule"):
        raise ValidationError({"rule": _("One time of a series does not come back by itself.")})
    before = {name: getattr(entry, name) for name, value in checked.items() if getattr(entry, name) != value}
    for name in before:
        setattr(entry, name, checked[name])
    return before


def _keep(entry: Entry, *, shift: timedelta | None) -> None:
    """Store it; times left out of a series, and those with entries of their own, move along with it."""
    if shift and entry.rule:
        entry.without = sorted((datetime.fromisoformat(wall) + shift).isoformat() for wall in entry.without)
        entry.changed_times.update(instead_of=F("instead_of") + shift)
    entry.sequence, entry.version, entry.changed_at = entry.sequence + 1, entry.version + 1, now()
    settle(entry)
    entry.save()
    index_documents(KIND, [entry.pk])


def _tell(by: Person, entry: Entry, before: dict[str, Any]) -> None:  # Any: column values
    """The journal names no words of what is private."""
    secret = {"title", "place", "note"} if entry.is_private or before.get("is_private") else set()
    fields = sorted(before.keys() - secret)
    after = {name: told_value(getattr(entry, name)) for name in fields}
    told = EntryChanged(title="" if secret else entry.title, fields=sorted(before), after=after)
    was = {name: told_value(before[name]) for name in fields}
    tell(told, by=by, on=Subject(KIND, entry.pk), customer=entry.customer, before=was)
