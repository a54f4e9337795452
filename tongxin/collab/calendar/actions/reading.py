"""Reading calendars of other programs: from a file, or from an address, again and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.checks import check_times, writable
from tongxin.collab.calendar.actions.entering import KIND, settle
from tongxin.collab.calendar.events import EntriesImported
from tongxin.collab.calendar.models import BadRule, Calendar, Entry, checked_rule
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents

LARGEST = 5 * 1024 * 1024
_MOST = 5000


class NotACalendarFile(ValidationError):
    """Nothing in it that a calendar could hold."""


@dataclass
class Read:
    """How many entries came, were changed, and were left out because they could not be read."""

    added: int = 0
    changed: int = 0
    skipped: int = 0


@transaction.atomic
def import_file(*, by: Person, calendar: Calendar, content: bytes) -> Read:
    """Take the entries of an .ics file into a calendar in which one may write; what came before under the same name is changed, not
    doubled. Raises NotYourCalendar, NotACalendarFile."""
    calendar = writable(by, calendar)
    read = take_in(by, calendar, events_of(content))
    told = EntriesImported(title=calendar.name, added=read.added, changed=read.changed)
    tell(told, by=by, on=Subject("calendar", calendar.pk))
    return read


def events_of(content: bytes) -> list[Any]:  # Any: components of icalendar
    """The entries in a file, those that come back first. Raises NotACalendarFile."""
    from icalendar import Calendar as Document  # few starts of the program read one

    if len(content) > LARGEST:
        raise NotACalendarFile({"file": _("The file is larger than 5 MB. Take out a shorter time.")})
    try:
        documents = Document.from_ical(content, multiple=True)
        found = [event for document in documents for event in document.walk("VEVENT")]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = _("This is no calendar file. Take one out of the other program as .ics.")
        raise NotACalendarFile({"file": said}) from error
    if not found:
        raise NotACalendarFile({"file": _("There are no entries in this file.")})
    return sorted(found[:_MOST], key=lambda event: "RECURRENCE-ID" in event)


def take_in(by: Person, calendar: Calendar, events: Iterable[Any]) -> Read:  # Any: as above
    """Write the entries; of one that can't be understood the others don't suffer."""
    read, kept = Read(), []
    known = {entry.uid: entry for entry in Entry.objects.filter(calendar=calendar, series=None)}
    for event in events:
        try:
            values = _values(event)
        except (ValidationError, BadRule, ValueError, TypeError, AttributeError, KeyError, OverflowError):
            read.skipped += 1
            continue
        instead_of = values.pop("instead_of")
        old = known.get(values["uid"])
        if instead_of is not None:
            entry = _one_time(by, calendar, old, instead_of, values)
        else:
            entry = old or _blank(by, calendar)
            read.changed += old is not None
        read.added += entry.pk is None
        for name, value in values.items():
            setattr(entry, name, value)
        entry.deleted_at, entry.changed_at = None, now()
        settle(entry)
        entry.save()
        if instead_of is None:
            known[entry.uid] = entry
        kept.append(entry.pk)
    index_documents(KIND, kept)
    return read


def _blank(by: Person, calendar: Calendar) -> Entry:
    return Entry(calendar=calendar, made_by=by, created_at=now())


def _one_time(
    by: Person, calendar: Calendar, series: Entry | None, at: datetime, values: dict[str, Any]
) -> Entry:  # Any: column values
    """One time of a series that differs; without its series it stands for itself."""
    if series is None or not series.rule:
        values["uid"] = f"{values['uid'][:200]}#{int(at.timestamp())}"
        return Entry.objects.filter(calendar=calendar, uid=values["uid"]).first() or _blank(by, calendar)
    wall = at.astimezone(ZoneInfo(series.zone)).replace(tzinfo=None).isoformat()
    if wall not in series.without:
        series.without = sorted({*series.without, wall})
        series.save(update_fields=["without"])
    values["rule"] = ""
    found = Entry.objects.filter(series=series, instead_of=at, deleted_at=None).first() or _blank(by, calendar)
    found.series, found.instead_of = series, at
    return found


def _values(event: Any) -> dict[str, Any]:  # Any: a component; column values
    starts, zone = _moment(event.decoded("dtstart"))
    ends = _ends(event, starts)
    times = check_times(starts, ends, zone)
    rule = checked_rule(event["rrule"].to_ical().decode()) if "rrule" in event else ""
    at = event.decoded("recurrence-id") if "recurrence-id" in event else None
    instead_of = None if at is None else _instant(at, times.zone)
    return {
        **times._asdict(),
        "uid": str(event.get("uid", ""))[:255] or f"{times.starts_at:%Y%m%dT%H%M}-{_line(event, 'summary', 80)}",
        "title": _line(event, "summary", 200) or _("Busy"),
        "place": _line(event, "location", 200),
        "note": str(event.get("description", ""))[:20_000].replace("\x00", ""),
        "rule": rule,
        "without": _left_out(event, times.zone),
        "is_private": str(event.get("class", "PUBLIC")).upper() in ("PRIVATE", "CONFIDENTIAL"),
        "is_free": str(event.get("transp", "OPAQUE")).upper() == "TRANSPARENT",
        "instead_of": instead_of,
    }


def _line(event: Any, name: str, limit: int) -> str:  # Any: a component
    return " ".join(str(event.get(name, "")).replace("\x00", "").split())[:limit]


def _moment(value: date | datetime) -> tuple[date | datetime, str]:
    """A start with the name of its zone; a clock without a zone is the reader's."""
    here = timezone.get_current_timezone_name()
    if not isinstance(value, datetime):
        return value, here
    if value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(here)), here
    return value, getattr(value.tzinfo, "key", "") if getattr(value.tzinfo, "key", "") not in ("", "UTC") else here


def _ends(event: Any, starts: date | datetime) -> date | datetime | None:  # Any: as above
    """The end as given, or by how long it takes; a whole day ends with the day before the one that is named."""
    ends: Any  # Any: a day or an instant, as the start is
    if "dtend" in event:
        ends = event.decoded("dtend")
    elif "duration" in event:
        ends = starts + event.decoded("duration")
    else:
        return None
    if not isinstance(starts, datetime):
        last: date = max(ends - timedelta(days=1), starts)
        return last
    over: datetime = max(ends if ends.tzinfo else ends.replace(tzinfo=starts.tzinfo), starts + timedelta(minutes=1))
    return over


def _instant(value: date | datetime, zone: str) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return (value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _left_out(event: Any, zone: str) -> list[str]:  # Any: as above
    given = event.get("exdate", [])
    lists = given if isinstance(given, list) else [given]
    moments = [_instant(one.dt, zone) for some in lists for one in some.dts]
    return sorted({one.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat() for one in moments})[:1000]
