"""What somebody kept goes to whoever takes over from them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.calendars import own_calendar
from tongxin.collab.calendar.actions.entering import KIND
from tongxin.collab.calendar.events import CalendarSaved, EntryChanged
from tongxin.collab.calendar.models import Calendar, Entry
from tongxin.collab.people.models import Person


@transaction.atomic
def pass_entry(*, by: Person, entry: Entry, to: Person, into: Calendar | None = None) -> Entry:
    """Put what one person was to hold into the calendar of another (their own, or `into`); nobody is asked anew. Asks nobody whether `by`
    may: the room that hands over does. Raises ValidationError for who can't see what it is about."""
    found = Entry.objects.living().select_for_update(of=("self",)).get(pk=entry.pk)
    if into is None and found.subject is not None and not is_seen(to, found.subject):
        raise ValidationError(_("%(name)s can't see this record. Share it with them first.") % {"name": to.name})
    before, found.calendar = found.calendar_id, into or own_calendar(to)
    found.version, found.sequence, found.changed_at = found.version + 1, found.sequence + 1, now()
    found.save(update_fields=["calendar", "version", "sequence", "changed_at"])
    found.changed_times.update(calendar=found.calendar)
    after: dict[str, Any] = {"calendar": found.calendar_id}  # Any: JSON values
    told = EntryChanged(title=found.title, fields=["calendar"], after=after)
    tell(told, by=by, on=Subject(KIND, found.pk), customer=found.customer, before={"calendar": before})
    return found


@transaction.atomic
def pass_calendar(*, by: Person, calendar: Calendar, to: Person) -> Calendar:
    """Let somebody else keep a calendar that several share. Asks nobody whether `by` may, as above."""
    found = Calendar.objects.select_for_update().get(pk=calendar.pk, kind=Calendar.Kind.SHARED)
    found.owner = to
    found.save(update_fields=["owner"])
    found.shares.filter(person=to).delete()
    tell(CalendarSaved(title=found.name), by=by, on=Subject("calendar", found.pk))
    return found
