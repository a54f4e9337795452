"""The first page: what is mine to do today."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.registries.panels import panels_of
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.models import Person
from tongxin.directory.activities.queries.agenda import agenda_of
from tongxin.directory.activities.views.answering import is_piece, me
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


def _panels(person: Person, column: str) -> list[dict[str, Any]]:  # Any: template contexts
    contexts = [(panel.template, panel.context(person, None)) for panel in panels_of("today", column)]
    return [{"template": template, **context} for template, context in contexts if context is not None]


@door(signed_in)
def today(request: HttpRequest) -> HttpResponse:
    """Greeting, quick add, what is my turn, the day's agenda, what is done. Asked for as a piece: without the head."""
    person, at = me(request), now()
    here = timezone.localtime(at)
    agenda = agenda_of(person, at)
    context = {
        "here": here,
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
        return render(request, "activities/today.html#work", context)
    more = {
        "main_panels": _panels(person, "main"),
        "side_panels": _panels(person, "side"),
        "crumbs": [{"title": _("Today"), "url": ""}],
        **quick_context("today", where=request.path),
    }
    return render(request, "activities/today.html", {**context, **more})
