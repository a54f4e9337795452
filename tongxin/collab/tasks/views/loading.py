"""How doors load tasks and answer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import Subject
from tongxin.base.web.telling import refused_softly, told
from tongxin.collab.tasks.models import Task


def seen_task(request: HttpRequest, task_id: int) -> Task:
    """The task, if this person may see it; otherwise it does not exist."""
    rows = Task.objects.filter(pk=task_id).visible_to(request.user)
    found = rows.select_related("owner", "made_by", "after").first()
    if found is None:
        raise Http404
    return found


def titled(person: Any, subject: Subject) -> tuple[str, str]:  # Any: also takes Django's anonymous user
    """Name and address of a record that the person sees."""
    kind = subject_kinds.get(subject.kind)
    record = kind.visible(person, {subject.id})[subject.id]
    return kind.title(record), kind.url(record)


def done(request: HttpRequest, text: str, *, undo: str = "", otherwise: str = "") -> HttpResponse:
    """Say what was done, with the way back."""
    return told(request, text, changed="task-changed", undo=undo, otherwise=otherwise or reverse("tasks"))


def refused(request: HttpRequest, error: ValidationError, task: Task | None = None) -> HttpResponse:
    """Say why not."""
    return refused_softly(request, error, otherwise=task if task is not None else "tasks")
