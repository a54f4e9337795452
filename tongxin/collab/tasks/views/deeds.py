"""Yes and no, done, given up, taken up again, a tick on the list."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.collab.people.policies import me
from tongxin.collab.tasks.actions import accept_task, cancel_task, decline_task, finish_task, reopen_task, tick_item
from tongxin.collab.tasks.forms import DueForm
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.views.loading import done, refused, seen_task


def _deed(
    request: HttpRequest, task_id: int, act: Callable[..., Task], said: str, *, undo: str = "", **more: Any
) -> HttpResponse:  # Any: what the action takes
    found = seen_task(request, task_id)
    try:
        act(by=me(request), task=found, **more)
    except ValidationError as error:
        return refused(request, error, found)
    way_back = reverse(undo, args=[found.pk]) if undo else ""
    return done(request, said % {"what": found.text[:60]}, undo=way_back)


@door(signed_in, methods=("POST",))
def acceptance(request: HttpRequest, task_id: int) -> HttpResponse:
    """Taken on, with one's own word on until when."""
    form = DueForm(request.POST)
    due = form.cleaned_data.get("due_on") if form.is_valid() else None
    return _deed(request, task_id, accept_task, _("Taken on: %(what)s"), due_on=due)


@door(signed_in, methods=("POST",))
def refusal(request: HttpRequest, task_id: int) -> HttpResponse:
    """Declined, and why."""
    reason = request.POST.get("reason", "")[:300]
    return _deed(request, task_id, decline_task, _("Declined: %(what)s"), reason=reason)


@door(signed_in, methods=("POST",))
def completion(request: HttpRequest, task_id: int) -> HttpResponse:
    """Done."""
    return _deed(request, task_id, finish_task, _("Done: %(what)s"), undo="task-reopening")


@door(signed_in, methods=("POST",))
def reopening(request: HttpRequest, task_id: int) -> HttpResponse:
    """To be done after all."""
    return _deed(request, task_id, reopen_task, _("Back on the list: %(what)s"))


@door(signed_in, methods=("POST",))
def cancellation(request: HttpRequest, task_id: int) -> HttpResponse:
    """Given up."""
    return _deed(request, task_id, cancel_task, _("Given up: %(what)s"), undo="task-reopening")


@door(signed_in, methods=("POST",))
def tick(request: HttpRequest, task_id: int, item_id: int) -> HttpResponse:
    """Tick a line, or take the tick away (`done` absent)."""
    found = seen_task(request, task_id)
    item = found.items.filter(pk=item_id).first()
    if item is None:
        raise Http404
    tick_item(by=me(request), item=item, is_done="done" in request.POST)
    return redirect(found)
