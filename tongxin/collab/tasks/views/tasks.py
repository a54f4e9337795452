"""My tasks, one task, a new one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.clock import now
from tongxin.base.paging import BadCursor, page_of
from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.pieces import is_piece
from tongxin.base.web.refusing import refuse
from tongxin.base.web.subjects import subject_asked
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.collab.people.queries import colleagues_in
from tongxin.collab.tasks.actions import change_task, give_task
from tongxin.collab.tasks.forms import DueForm, TaskForm, task_initial
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.policies import can_change_task, can_tick
from tongxin.collab.tasks.queries import BOXES, box_of, hear_task, rows_of, turn_count
from tongxin.collab.tasks.views.loading import done, refused, seen_task, titled

_SIZE = 100


def _boxes() -> list[tuple[str, str]]:
    titles = {
        "today": pgettext("tasks", "Today"),
        "later": pgettext("tasks", "Later"),
        "waiting": pgettext("tasks", "Waiting for others"),
        "done": pgettext("tasks", "Done"),
    }
    return [(box, titles[box]) for box in BOXES]


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    first = (pgettext("place", "Tasks"), reverse("tasks") if more else "")
    return [{"title": title, "url": url} for title, url in (first, *more)]


@door(signed_in)
def tasks(request: HttpRequest) -> HttpResponse:
    """My tasks in four boxes, `?box=`."""
    person, box = me(request), request.GET.get("box", "today")
    box = box if box in BOXES else "today"
    today = timezone.localdate(now())
    order = ("-done_at", "-id") if box == "done" else ("due_on", "id")
    try:
        page = page_of(box_of(person, box, today), order=order, size=_SIZE, cursor=request.GET.get("after", ""))
    except BadCursor:
        return redirect("tasks")
    context = {
        "rows": rows_of(person, page.rows),
        "box": box,
        "boxes": _boxes(),
        "turn": turn_count(person),
        "today": today,
        "person": person,
        "page": {
            "summary": "",
            "previous_url": f"?box={box}&after={page.previous}" if page.previous else "",
            "next_url": f"?box={box}&after={page.next}" if page.next else "",
        },
        "crumbs": _crumbs(),
    }
    return render(request, "tasks/tasks.html", context)


@door(signed_in, methods=("POST",))
@once
def quick_task(request: HttpRequest) -> HttpResponse:
    """One sentence: who, what, until when. It is always noted; what was not understood stays in its words."""
    person, sentence = me(request), request.POST.get("sentence", "")[:500]
    heard = hear_task(sentence, now=timezone.localtime(now()), colleagues=colleagues_in(sentence))
    try:
        task = give_task(by=person, text=heard.text, owner=heard.owner, due_on=heard.due_on)
    except ValidationError as error:
        return refused(request, error)
    said = _("Noted: %(what)s") % {"what": task.text[:60]}
    if heard.owner is not None and heard.owner.pk != person.pk:
        said = _("%(name)s is asked: %(what)s") % {"name": heard.owner.name, "what": task.text[:60]}
    return done(request, said, undo=reverse("task-cancellation", args=[task.pk]), otherwise=reverse("tasks"))


@door(signed_in, methods=("GET", "POST"))
@once
def new_task(request: HttpRequest) -> HttpResponse:
    """A task for oneself or a colleague, about the record `?on=kind:id` or about none."""
    person, on = me(request), subject_asked(request, "on")
    sent = request.POST if request.method == "POST" else None
    form = TaskForm(sent, person=person, initial={"owner": person.pk})
    if sent is not None and form.is_valid():
        try:
            task = give_task(by=person, on=on, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            said = _("Noted: %(what)s") % {"what": task.text[:60]}
            return done(request, said, undo=reverse("task-cancellation", args=[task.pk]), otherwise=reverse("tasks"))
    title, url = titled(person, on) if on is not None else ("", "")
    context: dict[str, Any] = {"form": form, "on": str(on) if on else "", "title": title, "url": url}  # Any: context
    context["crumbs"] = _crumbs((_("New task"), ""))
    template = "tasks/new.html#form" if is_piece(request) else "tasks/new.html"
    return render(request, template, context, status=422 if form.errors else 200)


@door(signed_in, methods=("GET", "POST"))
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: shown, or changed by whoever has to do it or asked for it."""
    found, person = seen_task(request, task_id), me(request)
    may_change = can_change_task(person, found) and found.is_open
    sent = request.POST if request.method == "POST" else None
    if sent is not None and not may_change:
        raise PermissionDenied
    form = TaskForm(sent, person=person, task=found, initial=task_initial(found)) if may_change else None
    if sent is not None and form is not None and form.is_valid():
        try:
            change_task(by=person, task=found, **form.values())
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, _("Saved: %(what)s") % {"what": found.text[:60]}, otherwise=found.get_absolute_url())
    wrong = form is not None and bool(form.errors)
    return render(request, "tasks/task.html", _context(request, found, form), status=422 if wrong else 200)


def _context(request: HttpRequest, found: Task, form: TaskForm | None) -> dict[str, Any]:  # Any: template context
    person = me(request)
    return {
        "row": rows_of(person, [found])[0],
        "task": found,
        "form": form,
        "due": DueForm(initial={"due_on": found.due_on}),
        "items": list(found.items.select_related("done_by")),
        "helpers": [one.person for one in found.helping.select_related("person")],
        "waiting": list(found.waiting_ones.of(person).open()),
        "may_change": can_change_task(person, found),
        "may_tick": found.is_open and can_tick(person, found),
        "is_mine": found.owner_id == person.pk,
        "today": timezone.localdate(now()),
        "crumbs": _crumbs((found.text[:30], "")),
    }
