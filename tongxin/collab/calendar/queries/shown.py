"""What one person sees in a span of days: entries, times of series, and what other rooms bring."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries import calendar_sources
from tongxin.collab.calendar.models import Calendar, Entry, Guest, starts_between
from tongxin.collab.calendar.models.recurring import midnight
from tongxin.collab.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One thing in a calendar. `first_on` and `last_on` are its days in the reader's zone; `starts` and `ends` are empty for whole days.

    `once` is the start of this time of a series; `kind` is `entry`, `busy`, or the name of the source that brings it.
    """

    kind: str
    number: int
    title: str
    url: str
    first_on: date
    last_on: date
    starts: datetime | None = None
    ends: datetime | None = None
    once: datetime | None = None
    hue: int = 0
    icon: str = ""
    place: str = ""
    is_done: bool = False
    is_asked: bool = False
    is_private: bool = False
    is_movable: bool = False
    calendar: str = ""

    @property
    def key(self) -> str:
        """Names it in addresses: kind, number, and the instant of the one time that is meant."""
        return f"{self.kind}-{self.number}" + (f"-{int(self.once.timestamp())}" if self.once else "")


def calendars_of(person: Person) -> list[Calendar]:
    """All that the person may see, one's own first."""
    found = Calendar.objects.open().visible_to(person).select_related("owner").order_by("name", "id")
    return sorted(found, key=lambda one: (one.owner_id != person.pk, one.kind != Calendar.Kind.PERSONAL, one.name))


def own_calendar_of(person: Person) -> Calendar | None:
    """The person's own calendar, if anything was ever entered in it."""
    return Calendar.objects.filter(owner=person, kind=Calendar.Kind.PERSONAL).first()


def shown_between(
    person: Person, since: date, until: date, *, hidden: Collection[int] = (), with_sources: bool = True
) -> list[Shown]:
    """Everything from the day `since` until before the day `until`, in order; calendars `hidden` are left out."""
    zone = zone_in_use()
    begin, end = midnight(since, zone), midnight(until, zone)
    found = [one for entry in _entries(person, begin, end, hidden) for one in _times(entry, begin, end, zone)]
    found += _closed(person, begin, end, hidden, zone)
    if with_sources:
        found += _brought(person, since, until, zone)
    return sorted(found, key=lambda one: (one.first_on, one.starts is not None, one.starts or begin, one.title))


def zone_in_use() -> ZoneInfo:
    """The reader's time zone."""
    return ZoneInfo(timezone.get_current_timezone_name())


def waiting_invitations(person: Person) -> QuerySet[Guest]:
    """Those to which the person has said nothing yet and which are not over."""
    open_ones = Guest.objects.filter(person=person, answer="", entry__deleted_at=None)
    soon = Q(entry__over_at=None) | Q(entry__over_at__gt=now())
    return open_ones.filter(soon).select_related("entry", "entry__made_by").order_by("entry__starts_at", "id")


def _entries(
    person: Person, begin: datetime, end: datetime, hidden: Collection[int]
) -> list[Any]:  # Any: annotated rows
    """Entries with whether one may move them and what one answered."""
    rows = Entry.objects.visible_to(person).living().during(begin, end).filter(calendar__closed_at=None)
    mine = dict(Guest.objects.filter(person=person, entry__in=rows.values("pk")).values_list("entry_id", "answer"))
    writable = set(Calendar.objects.changeable_by(person).values_list("pk", flat=True))
    seen = set(Calendar.objects.visible_to(person).values_list("pk", flat=True)) - set(hidden)
    found = []
    for entry in rows.select_related("calendar"):
        answer = mine.get(entry.pk)
        if (entry.calendar_id not in seen and answer is None) or (
            answer == Guest.Answer.NO and entry.made_by_id != person.pk
        ):
            continue
        entry.is_asked = answer == Guest.Answer.NONE  # type: ignore[attr-defined]  # for this reader
        entry.is_movable = entry.calendar_id in writable  # type: ignore[attr-defined]  # as above
        found.append(entry)
    return found


def _times(entry: Any, begin: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Shown]:  # Any: as above
    for start in starts_between(entry.repeats, begin - entry.lasts, end):
        over = start + entry.lasts
        if over > begin or (over == start and start >= begin):
            yield Shown(
                kind="entry",
                number=entry.pk,
                title=entry.title,
                url=entry.get_absolute_url() + (f"?once={int(start.timestamp())}" if entry.rule else ""),
                once=start if entry.rule else None,
                hue=entry.calendar.hue,
                place=entry.place,
                is_asked=entry.is_asked,
                is_private=entry.is_private,
                is_movable=entry.is_movable,
                calendar=entry.calendar.name,
                **_days(entry, start, over, zone),
            )


def _days(entry: Entry, start: datetime, over: datetime, zone: ZoneInfo) -> dict[str, Any]:  # Any: fields of Shown
    """A whole day is that day everywhere; a time is when it is here."""
    if entry.is_all_day:
        own = ZoneInfo(entry.zone)
        return {
            "first_on": start.astimezone(own).date(),
            "last_on": (over.astimezone(own) - timedelta(microseconds=1)).date(),
        }
    begins, ends = start.astimezone(zone), over.astimezone(zone)
    last = (ends - timedelta(microseconds=1)).date() if over > start else begins.date()
    return {"first_on": begins.date(), "last_on": last, "starts": begins, "ends": ends}


def _closed(person: Person, begin: datetime, end: datetime, hidden: Collection[int], zone: ZoneInfo) -> Iterator[Shown]:
    """What others keep private in calendars which one may see: that something is there, and no more."""
    calendars = Calendar.objects.open().visible_to(person).exclude(pk__in=hidden)
    rows = Entry.objects.living().during(begin, end).filter(calendar__in=calendars, is_private=True, is_free=False)
    seen = Entry.objects.visible_to(person).values("pk")
    for entry in rows.exclude(pk__in=seen).select_related("calendar"):
        for start in starts_between(entry.repeats, begin - entry.lasts, end):
            yield Shown(
                kind="busy",
                number=0,
                title=_("Busy"),
                url="",
                hue=entry.calendar.hue,
                calendar=entry.calendar.name,
                **_days(entry, start, start + entry.lasts, zone),
            )


def _brought(person: Person, since: date, until: date, zone: ZoneInfo) -> Iterator[Shown]:
    """What has a day in other rooms."""
    for name in calendar_sources.names():
        source = calendar_sources.get(name)
        for one in source.dated(person, since, until):
            starts = one.at.astimezone(zone) if one.at else None
            ends = (one.at + timedelta(minutes=one.minutes or 30)).astimezone(UTC).astimezone(zone) if one.at else None
            yield Shown(
                kind=name,
                number=one.id,
                title=one.title,
                url=one.url,
                first_on=starts.date() if starts else one.on,
                last_on=ends.date() if ends else one.on,
                starts=starts,
                ends=ends,
                icon=source.icon,
                is_done=one.is_done,
                is_movable=source.move is not None and not one.is_done,
                calendar=str(source.label),
            )
