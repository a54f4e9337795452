"""Calendars as other programs read them: RFC 5545."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.clock import now
from tongxin.base.registries import calendar_sources
from tongxin.collab.calendar.models import Calendar, Entry, Guest, starts_between
from tongxin.collab.people.models import Person

if TYPE_CHECKING:  # asked for where it is used: few starts of the program write a calendar
    from icalendar import Calendar as Document
    from icalendar import Event, vCalAddress

_BACK, _AHEAD = timedelta(days=90), timedelta(days=400)
_STATES = {"yes": "ACCEPTED", "no": "DECLINED", "other": "TENTATIVE", "": "NEEDS-ACTION"}


def feed_text(person: Person, *, address: str = "") -> bytes:
    """What the person may see, from 90 days ago to 400 ahead, with what other rooms bring; private entries only as busy."""
    today = timezone.localdate(now())
    begin, end = now() - _BACK, now() + _AHEAD
    calendars = Calendar.objects.open().visible_to(person).exclude(kind=Calendar.Kind.SUBSCRIBED)
    seen = Entry.objects.visible_to(person).living().during(begin, end).filter(calendar__in=calendars)
    invited = (
        Entry.objects.visible_to(person)
        .living()
        .during(begin, end)
        .filter(guests__person=person, guests__answer__in=["", Guest.Answer.YES, Guest.Answer.OTHER])
    )
    entries = {entry.pk: entry for entry in (*_loaded(seen), *_loaded(invited))}
    document = _document(_("Tongxin · %(name)s") % {"name": person.name})
    for entry in entries.values():
        document.add_component(_event(entry, is_open=not entry.is_private))
    for one in _brought(person, today - _BACK, today + _AHEAD, address):
        document.add_component(one)
    return bytes(document.to_ical())


def file_text(entries: Iterable[Entry]) -> bytes:
    """These entries as a file, for whoever may read them."""
    document = _document(_("Tongxin"))
    for entry in entries:
        document.add_component(_event(entry, is_open=True))
    return bytes(document.to_ical())


def _loaded(rows: Any) -> list[Entry]:  # Any: a QuerySet of entries
    return list(rows.select_related("series", "calendar").prefetch_related("guests__person"))


def _document(name: str) -> "Document":
    from icalendar import Calendar as Document

    document = Document()
    document.add("prodid", "-//Tongxin//Calendar//ZH")
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    document.add("x-wr-calname", name)
    document.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    return document


def _event(entry: Entry, *, is_open: bool) -> "Event":
    from icalendar import Event, vRecur

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("summary", entry.title if is_open else _("Busy"))
    event.add("dtstart", _moment(entry, entry.starts_at))
    event.add("dtend", _moment(entry, entry.ends_at))
    event.add("transp", "TRANSPARENT" if entry.is_free else "OPAQUE")
    if entry.rule:
        event.add("rrule", vRecur.from_ical(_rule(entry)))
        for start in _left_out(entry):
            event.add("exdate", _moment(entry, start))
    if entry.instead_of is not None:
        event.add("recurrence-id", _moment(entry.series or entry, entry.instead_of))
    if not is_open:
        event.add("class", "PRIVATE")
        return event
    for name, text in (("location", entry.place), ("description", entry.note)):
        if text:
            event.add(name, text)
    for guest in entry.guests.all():
        event.add("attendee", _attendee(guest), encode=False)
    return event


def _moment(entry: Entry, at: datetime) -> date | datetime:
    """A day for whole days, else the clock on the wall with the name of its zone, so that it comes back at the same time of day."""
    local = at.astimezone(ZoneInfo(entry.zone))
    return local.date() if entry.is_all_day else local


def _rule(entry: Entry) -> str:
    """The rule as the standard has it: its end is a day for whole days, else an instant in UTC."""
    said = re.search(r"UNTIL=(\d{8})(T\d{6})?(Z?)", entry.rule)
    if said is None or said[3]:
        return entry.rule
    if entry.is_all_day:
        return entry.rule.replace(said[0], f"UNTIL={said[1]}")
    wall = datetime.strptime(said[1] + (said[2] or "T235959"), "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(entry.zone))
    return entry.rule.replace(said[0], f"UNTIL={wall.astimezone(UTC):%Y%m%dT%H%M%SZ}")


def _left_out(entry: Entry) -> list[datetime]:
    """Starts that the rule names and that do not take place; days off are named one by one, no rule knows them."""
    zone = ZoneInfo(entry.zone)
    out = [datetime.fromisoformat(wall).replace(tzinfo=zone).astimezone(UTC) for wall in entry.without]
    if entry.only_workdays:
        every, days = entry.repeats, WorkingCalendar(zone=zone)
        plain = type(every)(every.start, every.rule, every.zone)
        begin = max(entry.starts_at, now() - _BACK)
        starts = starts_between(plain, begin, now() + _AHEAD)
        out += [start for start in starts if not days.is_working_day(start.astimezone(zone).date())]
    return sorted(set(out))


def _attendee(guest: Guest) -> "vCalAddress":
    from icalendar import vCalAddress

    mail = guest.person.email if guest.person else guest.email
    attendee = vCalAddress(f"mailto:{mail or 'nobody@invalid'}")
    attendee.params["cn"] = str(guest)
    attendee.params["partstat"] = _STATES[guest.answer]
    return attendee


def _brought(person: Person, since: date, until: date, address: str) -> "Iterable[Event]":
    """Steps, promises and deadlines of other rooms."""
    from icalendar import Event

    for name in calendar_sources.names():
        for one in calendar_sources.get(name).dated(person, since, until):
            event = Event()
            event.add("uid", f"{name}-{one.id}@tongxin")
            event.add("dtstamp", now().astimezone(UTC))
            event.add("summary", f"✓ {one.title}" if one.is_done else one.title)
            event.add("dtstart", one.at.astimezone(UTC) if one.at else one.on)
            event.add(
                "dtend",
                (one.at + timedelta(minutes=one.minutes or 30)).astimezone(UTC)
                if one.at
                else one.on + timedelta(days=1),
            )
            event.add("transp", "OPAQUE" if one.at else "TRANSPARENT")
            if address:
                event.add("url", address + one.url)
            yield event
