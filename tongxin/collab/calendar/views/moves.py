"""Entered by one sentence; dragged to another time, also what other rooms bring."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries import calendar_sources
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.collab.calendar.actions import add_entry, move_entry
from tongxin.collab.calendar.models import Resource
from tongxin.collab.calendar.queries import when_told
from tongxin.collab.calendar.queries.hearing import hear_entry
from tongxin.collab.calendar.views.loading import clock_asked, day_asked, done, refused, seen_entry
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.collab.people.queries import colleagues_in


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


@door(signed_in, methods=("POST",))
@once
def quick_entry(request: HttpRequest) -> HttpResponse:
    """One sentence; without a time in it the form is opened with its words."""
    person, sentence = me(request), request.POST.get("sentence", "")[:300]
    heard = hear_entry(
        sentence,
        now=timezone.localtime(now()),
        colleagues=[one for one in colleagues_in(sentence) if one.pk != person.pk],
        resources=list(Resource.objects.filter(closed_at=None)),
    )
    if heard.starts is None:
        form = f"{reverse('new-calendar-entry')}?{urlencode({'title': heard.title})}"
        return HttpResponse(status=204, headers={"HX-Redirect": form}) if is_piece(request) else redirect(form)
    values = {"starts": heard.starts, "ends": heard.ends, "guests": heard.guests, "resources": heard.resources}
    try:
        entry = add_entry(by=person, title=heard.title, **values)  # type: ignore[arg-type]  # each value under its own name
    except ValidationError as error:
        return refused(request, error)
    at = when_told(entry)
    said = _("Entered: %(what)s, %(time)s") % {"what": entry.title[:60], "time": at}
    return done(request, said, undo=reverse("calendar-entry-deletion", args=[entry.pk]))


def _named(key: str) -> tuple[str, int, datetime | None]:
    kind, _dash, rest = key.partition("-")
    number, _dash, instant = rest.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    is_instant = instant.isascii() and instant.isdigit() and len(instant) < 11
    return kind, int(number), datetime.fromtimestamp(int(instant), UTC) if is_instant else None
