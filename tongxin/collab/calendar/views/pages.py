"""The calendar by day, week, month, or as a list."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.calendar.models.recurring import midnight
from tongxin.collab.calendar.queries import (
    Shown,
    busy_times,
    calendars_of,
    own_calendar_of,
    shown_between,
    waiting_invitations,
    zone_in_use,
)
from tongxin.collab.calendar.queries.layout import Page, lunar_name, page_of
from tongxin.collab.calendar.views.loading import crumbs, day_asked
from tongxin.collab.people.models import Person
from tongxin.collab.people.policies import me

VIEWS = ("day", "week", "month", "agenda")
_HIDDEN, _VIEW = "calendar_hidden", "calendar_view"
_AGENDA_DAYS = 30
_WEEKDAYS = 7
_MOST_PEOPLE = 10
_HUES = 12


class Span(NamedTuple):
    """The days that are drawn, and those to which the arrows lead."""

    first: date
    days: int
    before: date
    after: date


def _span(view: str, on: date) -> Span:
    if view == "day":
        return Span(on, 1, on - timedelta(days=1), on + timedelta(days=1))
    if view == "agenda":
        return Span(on, _AGENDA_DAYS, on - timedelta(days=_AGENDA_DAYS), on + timedelta(days=_AGENDA_DAYS))
    monday = on - timedelta(days=on.weekday())
    if view == "week":
        return Span(monday, _WEEKDAYS, monday - timedelta(days=_WEEKDAYS), monday + timedelta(days=_WEEKDAYS))
    first = on.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    begin = first - timedelta(days=first.weekday())
    weeks = (last - begin).days // _WEEKDAYS + 1
    return Span(begin, weeks * _WEEKDAYS, first - timedelta(days=1), last + timedelta(days=1))


@door(signed_in)
def calendar(request: HttpRequest) -> HttpResponse:
    """What is on: `?view=` day, week, month or agenda, `?on=` a day, `?with=` colleagues whose busy times are shown too."""
    person = me(request)
    view = request.GET.get("view") or request.session.get(_VIEW, "")
    view = view if view in VIEWS else "week"
    if request.session.get(_VIEW, "week") != view:
        request.session[_VIEW] = view
    on, hidden = day_asked(request), set(request.session.get(_HIDDEN, []))
    span = _span(view, on)
    shown = shown_between(person, span.first, span.first + timedelta(days=span.days), hidden=hidden)
    others = _asked_people(request)
    shown += _others(others, span)
    page = page_of(shown, span.first, span.days, timezone.localtime(now()))
    _name_days(page)
    return render(request, "calendar/calendar.html", _context(person, view, on, span, page, hidden, others))


def _context(
    person: Person, view: str, on: date, span: Span, page: Page, hidden: set[int], others: list[Person]
) -> dict[str, Any]:  # Any: template context
    more = [("with", other.pk) for other in others]
    return {
        "view": view,
        "views": [(name, _VIEW_NAMES[name]()) for name in VIEWS],
        "on": on,
        "today": timezone.localdate(now()),
        "page": page,
        "weeks": [page.days[start : start + _WEEKDAYS] for start in range(0, len(page.days), _WEEKDAYS)],
        "full_days": [day for day in page.days if day.items],
        "title": _title(view, on, span),
        "address": f"?{urlencode([('view', view), ('on', on), *more])}",
        "before": f"?{urlencode([('view', view), ('on', span.before), *more])}",
        "after": f"?{urlencode([('view', view), ('on', span.after), *more])}",
        "own": own_calendar_of(person),
        "calendars": [(one, one.pk not in hidden) for one in calendars_of(person)],
        "others": [(one, one.pk % _HUES) for one in others],
        "colleagues": Person.objects.active().exclude(pk=person.pk).by_name(),
        "invitations": list(waiting_invitations(person)[:10]),
        "crumbs": crumbs(),
    }


_VIEW_NAMES: dict[str, Any] = {  # Any: functions of no argument
    "day": lambda: pgettext("calendar", "Day"),
    "week": lambda: pgettext("calendar", "Week"),
    "month": lambda: pgettext("calendar", "Month"),
    "agenda": lambda: pgettext("calendar", "List"),
}
_MONTHS = "January February March April May June July August September October November December".split()


def _title(view: str, on: date, span: Span) -> str:
    """The month, for a week the one in which its Thursday lies; for a day the day itself."""
    day = span.first + timedelta(days=3) if view == "week" else on
    shape = (
        pgettext("calendar", "{day} {month_name} {year}")
        if view == "day"
        else pgettext("calendar", "{month_name} {year}")
    )
    return shape.format(day=day.day, month=day.month, month_name=_MONTHS[day.month - 1], year=day.year)


def _name_days(page: Page) -> None:
    in_chinese = (get_language() or "zh").startswith("zh")
    for day in page.days:
        day.lunar = lunar_name(day.on, in_chinese=in_chinese)


def _asked_people(request: HttpRequest) -> list[Person]:
    numbers = [int(one) for one in request.GET.getlist("with") if one.isascii() and one.isdigit() and len(one) < 19]
    return list(Person.objects.active().filter(pk__in=numbers[:_MOST_PEOPLE]).by_name())


def _others(people: list[Person], span: Span) -> list[Shown]:
    """Colleagues' busy times: that they are taken, and no word of by what."""
    if not people:
        return []
    zone = zone_in_use()
    begin = midnight(span.first, zone)
    spans = busy_times(people, begin, begin + timedelta(days=span.days))
    shown = []
    for one in spans:
        starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
        last = (ends - timedelta(microseconds=1)).date()
        shown.append(
            Shown(
                kind="busy", number=one.person.pk, title=one.person.name, url="", first_on=starts.date(), last_on=last,
                starts=starts, ends=ends, hue=one.person.pk % _HUES,
            )
        )  # fmt: skip
    return shown


@door(signed_in, methods=("POST",))
def shown_calendars(request: HttpRequest) -> HttpResponse:
    """Show these calendars, and leave out the others that one may see."""
    chosen = set(request.POST.getlist("shown"))
    request.session[_HIDDEN] = [one.pk for one in calendars_of(me(request)) if str(one.pk) not in chosen]
    back = request.POST.get("address", "")
    return redirect(reverse("calendar") + (back if back.startswith("?") else ""))
