"""What takes place otherwise from some time of a series on: that time alone, or it and all that follow."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.collab.calendar.actions.booking import book, booked_for
from tongxin.collab.calendar.actions.entering import KIND, settle
from tongxin.collab.calendar.models import Entry, Guest, Repeats, starts_between
from tongxin.collab.search.actions import index_documents

_COPIED = (
    "calendar", "title", "note", "place", "is_all_day", "zone", "is_private", "is_free", "subject_kind", "subject_id", "made_by",
)  # fmt: skip
_OF_GUESTS = ("person_id", "name", "email", "answer", "remark", "answered_at")


class NoSuchTime(ValidationError):
    """The series does not take place then."""


def leave_out(series: Entry, once: datetime) -> None:
    """One time of the series does not take place as the rule says. Raises NoSuchTime."""
    wall = _wall(series, once)
    series.without = sorted({*series.without, wall.isoformat()})
    _keep(series, "without")
    series.bookings.filter(starts_at=once).delete()


def take_out(series: Entry, once: datetime) -> Entry:
    """One time of a series as an entry of its own, with the same people and the same things booked. Raises NoSuchTime."""
    resources = booked_for(series)
    leave_out(series, once)
    single = _copy(series, once, uid=series.uid, series=series, instead_of=once)
    book(single, resources)
    return single


def split(series: Entry, once: datetime) -> Entry:
    """This time of a series and all that follow, as a series of their own; the old one ends before it. From the first time on it is the
    whole series. Raises NoSuchTime."""
    wall = _wall(series, once)
    if once <= series.starts_at:
        return series
    resources, rule = booked_for(series), series.rule
    passed = len(list(starts_between(Repeats(series.starts_at, rule, ZoneInfo(series.zone)), series.starts_at, once)))
    went = [one for one in series.without if datetime.fromisoformat(one) < wall]
    later = _copy(
        series, once, uid=f"{uuid4()}@tongxin", rule=_left_of(rule, passed), only_workdays=series.only_workdays,
        without=[one for one in series.without if one not in went],
    )  # fmt: skip
    ended = ";".join(part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL=")))
    # The day before by the clock on the wall: a rule has one start a day at most.
    series.rule, series.without = f"{ended};UNTIL={wall - timedelta(days=1):%Y%m%d}T235959", went
    settle(series)
    _keep(series, "rule", "without", "over_at")
    series.changed_times.filter(instead_of__gte=once).update(series=later, uid=later.uid)
    if resources:
        book(series, resources)
        book(later, resources)
    index_documents(KIND, [later.pk])
    return later


def _left_of(rule: str, passed: int) -> str:
    return re.sub(r"COUNT=(\d+)", lambda count: f"COUNT={int(count[1]) - passed}", rule)


def _wall(series: Entry, once: datetime) -> datetime:
    """The start on the wall clock of the series. Raises NoSuchTime."""
    once = once.astimezone(UTC)
    if once not in set(starts_between(series.repeats, once, once + timedelta(seconds=1))):
        raise NoSuchTime(_("It does not take place then any more. Load the page anew."))
    return once.astimezone(ZoneInfo(series.zone)).replace(tzinfo=None)


def _copy(of: Entry, once: datetime, **values: Any) -> Entry:  # Any: column values
    """With the same words and the same people, from this time on."""
    copy = Entry(
        **{name: getattr(of, name) for name in _COPIED}, starts_at=once, ends_at=once + of.lasts,
        created_at=now(), changed_at=now(), **values,
    )  # fmt: skip
    settle(copy)
    copy.save(force_insert=True)
    Guest.objects.bulk_create(
        Guest(entry=copy, **{name: getattr(guest, name) for name in _OF_GUESTS}) for guest in of.guests.all()
    )
    return copy


def _keep(series: Entry, *fields: str) -> None:
    series.sequence, series.changed_at, series.version = series.sequence + 1, now(), series.version + 1
    series.save(update_fields=[*fields, "sequence", "changed_at", "version"])
