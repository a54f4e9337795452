"""Making calendars, opening them to others, closing them; and what can be booked."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.events import CalendarClosed, CalendarSaved, ResourceSaved
from tongxin.collab.calendar.models import Calendar, CalendarShare, Resource
from tongxin.collab.calendar.policies import can_keep_resources
from tongxin.collab.org.models import Unit
from tongxin.collab.people.models import Person

_HUES = 12


class NotTheKeeper(PermissionDenied):
    """Only who keeps a calendar renames, opens or closes it; only administrators say what can be booked."""


def own_calendar(person: Person) -> Calendar:
    """The person's own calendar, made when it is first needed."""
    found = Calendar.objects.filter(owner=person, kind=Calendar.Kind.PERSONAL).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Calendar.objects.create(
                kind=Calendar.Kind.PERSONAL, name=person.name, owner=person, hue=person.pk % _HUES, created_at=now()
            )
    except IntegrityError:  # a second click made it meanwhile
        return Calendar.objects.get(owner=person, kind=Calendar.Kind.PERSONAL)


@transaction.atomic
def save_calendar(
    *,
    by: Person,
    calendar: Calendar | None = None,
    name: str,
    hue: int = 1,
    readers: Iterable[Person] = (),
    writers: Iterable[Person] = (),
    reading_units: Iterable[Unit] = (),
    writing_units: Iterable[Unit] = (),
) -> Calendar:
    """Make a shared calendar, or change one that one keeps: its name, its colour, and to whom it is open. Raises NotTheKeeper,
    ValidationError."""
    name = " ".join(name.split())[:80]
    if not name:
        raise ValidationError({"name": _("Give the calendar a name.")})
    if calendar is None:
        calendar = Calendar(kind=Calendar.Kind.SHARED, owner=by, created_at=now())
    else:
        calendar = _kept(by, calendar)
    calendar.name, calendar.hue = name, hue % _HUES
    calendar.save()
    if calendar.kind != Calendar.Kind.SUBSCRIBED:
        _open_to(calendar, readers, writers, reading_units, writing_units)
    tell(CalendarSaved(title=calendar.name), by=by, on=Subject("calendar", calendar.pk))
    return calendar


def _open_to(
    calendar: Calendar,
    readers: Iterable[Person],
    writers: Iterable[Person],
    reading_units: Iterable[Unit],
    writing_units: Iterable[Unit],
) -> None:
    calendar.shares.all().delete()
    people = {one.pk: "read" for one in readers} | {one.pk: "write" for one in writers}
    units = {one.pk: "read" for one in reading_units} | {one.pk: "write" for one in writing_units}
    people.pop(calendar.owner_id, None)
    rows = [CalendarShare(calendar=calendar, person_id=pk, level=level) for pk, level in people.items()]
    rows += [CalendarShare(calendar=calendar, unit_id=pk, level=level) for pk, level in units.items()]
    CalendarShare.objects.bulk_create(rows)


def _kept(by: Person, calendar: Calendar) -> Calendar:
    found = Calendar.objects.select_for_update().get(pk=calendar.pk)
    if found.owner_id != by.pk:
        raise NotTheKeeper(_("Only who keeps this calendar changes it."))
    return found


@transaction.atomic
def close_calendar(*, by: Person, calendar: Calendar, is_open: bool = False) -> None:
    """Use it no more (or, with `is_open`, again): what stands in it stays and is shown nowhere. Raises NotTheKeeper, ValidationError."""
    found = _kept(by, calendar)
    if found.kind == Calendar.Kind.PERSONAL:
        raise ValidationError(_("Your own calendar stays."))
    found.closed_at = None if is_open else now()
    found.save(update_fields=["closed_at"])
    tell(CalendarClosed(title=found.name), by=by, on=Subject("calendar", found.pk))


@transaction.atomic
def save_resource(
    *,
    by: Person,
    resource: Resource | None = None,
    name: str,
    kind: str = Resource.Kind.ROOM,
    place: str = "",
    seats: int | None = None,
    is_closed: bool = False,
) -> Resource:
    """Say what can be booked. Closed it keeps its bookings and gets no new ones. Raises NotTheKeeper, ValidationError."""
    if not can_keep_resources(by):
        raise NotTheKeeper(_("Only administrators say what can be booked."))
    name = " ".join(name.split())[:80]
    if not name or kind not in Resource.Kind.values:
        raise ValidationError({"name": _("Give it a name, such as the number of the room.")})
    same = Resource.objects.filter(name=name)
    if (same.exclude(pk=resource.pk) if resource else same).exists():
        raise ValidationError({"name": _("There is one of this name already.")})
    resource = resource or Resource()
    resource.name, resource.kind, resource.place, resource.seats = name, kind, place.strip()[:120], seats
    resource.closed_at = (resource.closed_at or now()) if is_closed else None
    resource.save()
    tell(ResourceSaved(title=resource.name), by=by, on=Subject("resource", resource.pk))
    return resource
