"""Shared calendars, and what somebody was to hold with others, go over with the rest when they leave."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import pgettext_lazy

from tongxin.base.clock import now
from tongxin.base.registries.held import Held, Was, held_kinds
from tongxin.collab.calendar.actions import pass_calendar, pass_entry
from tongxin.collab.calendar.models import Calendar, Entry, Guest
from tongxin.collab.people.models import Person

Numbers = QuerySet[Any, int]  # Any: rows of the room


def _kept() -> QuerySet[Calendar]:
    return Calendar.objects.open().filter(kind=Calendar.Kind.SHARED)


def _calendars_of(by: Person, giver: Person) -> Numbers:
    return _kept().filter(owner=giver).order_by("pk").values_list("pk", flat=True)


def _take_calendar(by: Person, number: int, giver: Person, taker: Person) -> Was:
    pass_calendar(by=by, calendar=Calendar.objects.get(pk=number), to=taker)
    return {}


def _give_calendar_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    found = _kept().filter(pk=number, owner=taker).first()
    if found is not None:
        pass_calendar(by=by, calendar=found, to=giver)
    return found is not None


def _to_come() -> QuerySet[Entry]:
    """What others count on: with them, or about a record. What somebody keeps private, or only for themselves, stays theirs."""
    others = Q(pk__in=Guest.objects.values("entry")) | ~Q(subject_kind="")
    rows = Entry.objects.living().filter(others, is_private=False, series=None, calendar__kind=Calendar.Kind.PERSONAL)
    return rows.filter(Q(over_at=None) | Q(over_at__gt=now()))


def _entries_of(by: Person, giver: Person) -> Numbers:
    return _to_come().filter(calendar__owner=giver).order_by("pk").values_list("pk", flat=True)


def _take_entry(by: Person, number: int, giver: Person, taker: Person) -> Was:
    entry = Entry.objects.get(pk=number)
    pass_entry(by=by, entry=entry, to=taker)
    return {"calendar": entry.calendar_id}


def _give_entry_back(by: Person, number: int, giver: Person, taker: Person, was: Was) -> bool:
    found = Entry.objects.living().filter(pk=number, calendar__owner=taker).first()
    if found is not None:
        pass_entry(by=by, entry=found, to=giver, into=Calendar.objects.get(pk=was["calendar"]))
    return found is not None


def _named(person: Person, ids: Collection[int]) -> list[tuple[str, str]]:
    rows = Entry.objects.visible_to(person).living().filter(pk__in=ids).order_by("starts_at", "pk")
    return [(str(one), one.get_absolute_url()) for one in rows]


def register_held() -> None:
    """After customers, which the taker must see by then."""
    held_kinds.register(
        "calendars",
        Held(
            label=pgettext_lazy("handed over", "shared calendars"), order=72, movable=_calendars_of, take=_take_calendar,
            give_back=_give_calendar_back, holders=lambda: _kept().values("owner"),
        ),
    )  # fmt: skip
    held_kinds.register(
        "calendar_entries",
        Held(
            label=pgettext_lazy("handed over", "meetings to come"), order=75, movable=_entries_of, take=_take_entry,
            give_back=_give_entry_back, named=_named, holders=lambda: _to_come().values("calendar__owner"),
        ),
    )  # fmt: skip
