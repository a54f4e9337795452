"""The first page: what is mine to do today."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.dates import show_day
from tongxin.base.registries.panels import panels_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.policies import me
from tongxin.directory.activities.queries.agenda import agenda_of
from tongxin.directory.activities.views.answering import is_piece
from tongxin.directory.activities.views.quick_add import quick_context

_DONE_SHOWN = 5


def _greeting(here: datetime, name: str) -> str:
    who = {"name": name}
    if here.hour < 5:
        return _("Up late, %(name)s") % who
    if here.hour < 12:
        return _("Good morning, %(name)s") % who
    if here.hour < 14:
        return _("Good day, %(name)s") % who
    return (_("Good afternoon, %(name)s") if here.hour < 18 else _("Good evening, %(name)s")) % who


def _panels(request: HttpRequest, column: str) -> list[str]:
    """The pieces of other rooms, drawn; their words stand by themselves and under `panel`, as on record pages."""
    drawn: list[str] = []
    for panel in panels_of("today", column):
        context = panel.context(request.user, None)
        if context is not None:
            drawn.append(render_to_string(panel.template, {**context, "panel": context}, request))
    return drawn


@door(signed_in)
def today(request: HttpRequest) -> HttpResponse:
    """Greeting, quick add, what is my turn, the day's agenda, what is done. Asked for as a piece: without the head."""
    person, at = me(request), now()
    here = timezone.localtime(at)
    agenda = agenda_of(person, at)
    context = {
        "day": show_day(here.date(), today=here.date()),
        "greeting": _greeting(here, person.name),
        "agenda": agenda,
        "now": at,
        "me_person": person,
        "late": sum(step.is_late(at) for step in agenda.turn),
        "done_shown": agenda.done[:_DONE_SHOWN],
        "done_more": agenda.done[_DONE_SHOWN:],
        "where": request.path,
    }
    if is_piece(request):
        context["main_panels"] = [] if agenda.turn else _panels(request, "main")
        return render(request, "activities/today.html#work", context)
    more = {
        "main_panels": _panels(request, "main"),
        "side_panels": _panels(request, "side"),
        "crumbs": [{"title": pgettext("place", "Today"), "url": ""}],
        **quick_context("today", where=request.path),
    }
    return render(request, "activities/today.html", {**context, **more})
