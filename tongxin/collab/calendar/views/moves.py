"""Dragged to another time: entries, and what other rooms bring."""

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.registries import calendar_sources
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.calendar.actions import move_entry
from tongxin.collab.calendar.views.loading import clock_asked, day_asked, done, refused, seen_entry
from tongxin.collab.people.policies import me


@door(signed_in, methods=("POST",))
def moves(request: HttpRequest) -> HttpResponse:
    """Put what `key` names (kind, number, instant of the one time) on the day `on`, at the time `at` if one is given."""
    kind, number, once = _named(request.POST.get("key", ""))
    on, at = day_asked(request), clock_asked(request)
    begins = datetime.combine(on, at, tzinfo=timezone.get_current_timezone()) if at else None
    try:
        if kind == "entry":
            found = seen_entry(request, number)
            move_entry(by=me(request), entry=found, starts=begins or on, once=once)
        else:
            source = calendar_sources.find(kind)
            if source is None or source.move is None:
                raise Http404
            source.move(me(request), number, on, begins)
    except ValidationError as error:
        return refused(request, error)
    except PermissionDenied:
        return refused(request, ValidationError(_("You may not move this. Ask whoever keeps it.")))
    return done(request, _("Moved"))


def _named(key: str) -> tuple[str, int, datetime | None]:
    kind, _dash, rest = key.partition("-")
    number, _dash, instant = rest.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    is_instant = instant.isascii() and instant.isdigit() and len(instant) < 11
    return kind, int(number), datetime.fromtimestamp(int(instant), UTC) if is_instant else None
