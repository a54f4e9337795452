"""How doors load entries and answer."""

from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.web.telling import refused_softly, told
from tongxin.collab.calendar.models import Entry


def seen_entry(request: HttpRequest, calendar_entry_id: int, *, in_bin: bool = False) -> Entry:
    """The entry, if this person may see it; otherwise it does not exist."""
    rows = Entry.objects.filter(pk=calendar_entry_id, deleted_at__isnull=not in_bin).visible_to(request.user)
    found = rows.select_related("calendar", "calendar__owner", "made_by", "series").first()
    if found is None:
        raise Http404
    return found


def once_asked(request: HttpRequest) -> datetime | None:
    """The one time of a series that is meant: seconds since 1970 in `once`."""
    given = request.POST.get("once") or request.GET.get("once") or ""
    return datetime.fromtimestamp(int(given), UTC) if given.isascii() and given.isdigit() and len(given) < 11 else None


def day_asked(request: HttpRequest, name: str = "on") -> date:
    """The day in the address, or today."""
    try:
        found = parse_date(request.GET.get(name) or request.POST.get(name) or "")
    except ValueError:
        found = None
    return found if found is not None and 1970 < found.year < 2200 else timezone.localdate(now())


def clock_asked(request: HttpRequest, name: str = "at") -> time | None:
    """The time of day in the address, if there is one."""
    try:
        return parse_time(request.GET.get(name) or request.POST.get(name) or "")
    except ValueError:
        return None


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of the room."""
    first = (pgettext("place", "Calendar"), reverse("calendar") if more else "")
    return [{"title": title, "url": url} for title, url in (first, *more)]


def done(request: HttpRequest, text: str, *, undo: str = "", otherwise: str = "") -> HttpResponse:
    """Say what was done, with the way back."""
    return told(request, text, changed="calendar-changed", undo=undo, otherwise=otherwise or reverse("calendar"))


def refused(request: HttpRequest, error: ValidationError, otherwise: str = "") -> HttpResponse:
    """Say why not; what was dragged goes back to its place."""
    return refused_softly(request, error, changed="calendar-changed", otherwise=otherwise or reverse("calendar"))
