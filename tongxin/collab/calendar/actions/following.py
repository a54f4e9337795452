"""Calendars that are read from an address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.database.secret import Secret
from tongxin.base.egress import NoAnswer, NoWayOut, fetch, parts_of
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.calendar.actions.calendars import NotTheKeeper
from tongxin.collab.calendar.actions.entering import KIND
from tongxin.collab.calendar.actions.reading import LARGEST, NotACalendarFile, events_of, take_in
from tongxin.collab.calendar.events import CalendarSaved
from tongxin.collab.calendar.models import Calendar, Entry
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import remove_documents

WORK = "calendar.fetch"
_MOST = 20
_OK = 200
_HUE = 9


@transaction.atomic
def subscribe(*, by: Person, name: str, address: str) -> Calendar:
    """Read a calendar from an address, now and every hour; only oneself sees it. Raises ValidationError."""
    address = address.strip().replace("webcal://", "https://", 1)
    name = " ".join(name.split())[:80]
    try:
        parts = parts_of(address)
    except NoWayOut as refusal:
        raise ValidationError({"address": str(refusal)}) from refusal
    if parts.scheme not in ("https", "http") or not parts.hostname or len(address) > 2000:
        raise ValidationError({"address": _("Paste the whole address, beginning with https:// or webcal://.")})
    if Calendar.objects.open().filter(owner=by, kind=Calendar.Kind.SUBSCRIBED).count() >= _MOST:
        raise ValidationError({"address": _("Close a calendar that you no longer read first.")})
    calendar = Calendar(
        kind=Calendar.Kind.SUBSCRIBED, name=name or parts.hostname, owner=by, hue=_HUE, created_at=now()
    )
    calendar.address = Secret(address)
    calendar.save(force_insert=True)
    tell(CalendarSaved(title=calendar.name), by=by, on=Subject("calendar", calendar.pk))
    enqueue(name=WORK, arguments={"calendar": calendar.pk}, by=by, unique_key=str(calendar.pk))
    return calendar


def read_again(*, by: Person, calendar: Calendar) -> None:
    """Look now. Raises NotTheKeeper."""
    if calendar.owner_id != by.pk or calendar.kind != Calendar.Kind.SUBSCRIBED:
        raise NotTheKeeper(_("Only who keeps this calendar changes it."))
    enqueue(name=WORK, arguments={"calendar": calendar.pk}, by=by, unique_key=str(calendar.pk))


def fetch_calendar(number: int) -> str:
    """Read one calendar from its address, and keep exactly what stands there now; what went wrong is shown beside it. Answers it."""
    calendar = Calendar.objects.open().select_related("owner").filter(pk=number, kind=Calendar.Kind.SUBSCRIBED).first()
    if calendar is None or not calendar.owner.is_active:
        return ""
    with translation.override(calendar.owner.language):
        error, events = _look(calendar)
    with transaction.atomic():
        held = Calendar.objects.select_for_update().get(pk=number)
        held.fetched_at, held.fetch_error = now(), error[:300]
        held.save(update_fields=["fetched_at", "fetch_error"])
        if not error:
            began = now()
            take_in(calendar.owner, held, events)
            gone = list(Entry.objects.filter(calendar=held, changed_at__lt=began).values_list("pk", flat=True))
            Entry.objects.filter(pk__in=gone).delete()
            remove_documents(KIND, gone)
    return error


def _look(calendar: Calendar) -> tuple[str, list[Any]]:  # Any: components of icalendar
    """What went wrong, or the entries."""
    try:
        answer = fetch(calendar.address.reveal(), longest=LARGEST)
        if answer.status != _OK:
            return _("The service answered %(status)s. Check the address.") % {"status": answer.status}, []
        return "", events_of(answer.body)
    except (NoAnswer, NoWayOut) as refusal:
        return str(refusal), []
    except NotACalendarFile:
        return _("What stands there is no calendar. Check the address."), []


def due_calendars() -> list[int]:
    """All that are read from elsewhere."""
    rows = Calendar.objects.open().filter(kind=Calendar.Kind.SUBSCRIBED, owner__deactivated_at=None)
    return list(rows.order_by("fetched_at", "pk").values_list("pk", flat=True))
