"""What must hold before anything is written."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.base.time_zones import time_zones
from tongxin.collab.calendar.models import BadRule, Calendar, Entry, checked_rule
from tongxin.collab.calendar.models.recurring import midnight
from tongxin.collab.people.models import Person

LONGEST = timedelta(days=366)
_TITLE, _PLACE, _NOTE = 200, 200, 20_000
Moment = datetime | date


class NotYourEntry(PermissionDenied):
    """Only who may write in its calendar."""


class NotYourCalendar(PermissionDenied):
    """One's own, or one that was opened for writing."""


class Times(NamedTuple):
    """Instants in UTC, and the zone by whose clock they were meant."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    zone: str


def own_entry(by: Person, number: int, *, in_bin: bool = False) -> Entry:
    """The entry, locked, if the person may change it. Raises NotYourEntry."""
    rows = Entry.objects.changeable_by(by).filter(pk=number, deleted_at__isnull=not in_bin)
    found = rows.select_related("calendar", "series").select_for_update(of=("self",)).first()
    if found is None:
        raise NotYourEntry(_("Only who may write in this calendar changes what stands in it."))
    return found


def writable(by: Person, calendar: Calendar) -> Calendar:
    """The calendar, if the person may write in it. Raises NotYourCalendar."""
    if not Calendar.objects.open().changeable_by(by).filter(pk=calendar.pk).exists():
        raise NotYourCalendar(_("You may not write in this calendar."))
    return calendar


def check_times(starts: Moment, ends: Moment | None, zone: str) -> Times:
    """From days or instants as given; without an end an hour, or the one day. Raises ValidationError."""
    name = zone or timezone.get_current_timezone_name()
    if name not in dict(time_zones()) and name != "UTC":
        raise ValidationError({"zone": _("Choose a time zone from the list.")})
    clock = ZoneInfo(name)
    if isinstance(starts, datetime):
        begins = starts.astimezone(UTC)
        over = ends.astimezone(UTC) if isinstance(ends, datetime) else begins + timedelta(hours=1)
    else:
        last = ends.astimezone(clock).date() if isinstance(ends, datetime) else ends or starts
        begins, over = midnight(starts, clock), midnight(last + timedelta(days=1), clock)
    if over <= begins:
        raise ValidationError({"ends": _("It ends before it begins. Choose a later end.")})
    if over - begins > LONGEST:
        raise ValidationError({"ends": _("An entry lasts at most a year.")})
    if not 1970 <= begins.year <= 2199:
        raise ValidationError({"starts": _("Choose a day between 1970 and 2199.")})
    return Times(begins, over, not isinstance(starts, datetime), name)


def check_words(title: str, place: str = "", note: str = "") -> tuple[str, str, str]:
    """What, where and more in the lengths that are kept. Raises ValidationError."""
    title, place = " ".join(title.split()), " ".join(place.split())
    if not title:
        raise ValidationError({"title": _("Say in a word what it is.")})
    for name, text, limit in (("title", title, _TITLE), ("place", place, _PLACE), ("note", note, _NOTE)):
        if len(text) > limit:
            raise ValidationError({name: _("Too long: %(limit)d characters fit.") % {"limit": limit}})
    return title, place, note.strip()


def check_rule(rule: str) -> str:
    """A way of coming back that can be followed. Raises ValidationError."""
    try:
        return checked_rule(rule)
    except BadRule as error:
        raise ValidationError({"rule": str(error)}) from error


def check_guests(people: Iterable[Person], on: Subject | None) -> list[Person]:
    """Everybody works here and sees what it is about. Raises ValidationError."""
    found = list({one.pk: one for one in people}.values())
    for one in found:
        if not one.is_active:
            raise ValidationError({"guests": _("%(name)s no longer works here.") % {"name": one.name}})
        if on is not None and not is_seen(one, on):
            said = _("%(name)s can't see this record. Share it with them first.") % {"name": one.name}
            raise ValidationError({"guests": said})
    return found
