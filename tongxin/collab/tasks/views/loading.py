"""How doors load tasks and answer."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tongxin.base.registries import subject_kinds
from tongxin.base.subjects import NotASubject, Subject
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.policies import can_see_subject


def seen_task(request: HttpRequest, task_id: int) -> Task:
    """The task, if this person may see it; otherwise it does not exist."""
    rows = Task.objects.filter(pk=task_id).visible_to(request.user)
    found = rows.select_related("owner", "made_by", "after").first()
    if found is None:
        raise Http404
    return found


def subject_asked(request: HttpRequest) -> Subject | None:
    """The record named by `on`, if this person may see it; otherwise it does not exist."""
    given = request.POST.get("on") or request.GET.get("on") or ""
    if not given:
        return None
    try:
        subject = Subject.parse(given)
    except NotASubject as error:
        raise Http404 from error
    if not can_see_subject(request.user, subject):
        raise Http404
    return subject


def titled(person: Any, subject: Subject) -> tuple[str, str]:  # Any: also takes Django's anonymous user
    """Name and address of a record that the person sees."""
    kind = subject_kinds.get(subject.kind)
    record = kind.visible(person, {subject.id})[subject.id]
    return kind.title(record), kind.url(record)


def is_piece(request: HttpRequest) -> bool:
    """Whether only a piece of the page is asked for."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def done(request: HttpRequest, text: str, *, undo: str = "", otherwise: str = "") -> HttpResponse:
    """Say what was done, with the way back; a dialog closes and the page before draws itself anew."""
    if is_piece(request):
        response = HttpResponse(status=204)
        told = {"task-changed": {}, "noted": {}, "close-dialog": {}, "toast": {"text": text, "undo": undo}}
        response["HX-Trigger"] = json.dumps(told)
        return response
    messages.success(request, text)
    where = request.POST.get("next", "")
    is_ours = where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return redirect(where if is_ours else otherwise or reverse("tasks"))


def refused(request: HttpRequest, error: ValidationError, task: Task | None = None) -> HttpResponse:
    """Say why not."""
    text = " ".join(error.messages)
    if is_piece(request):
        response = HttpResponse(status=204)
        response["HX-Trigger"] = json.dumps({"toast": {"text": text, "undo": ""}})
        return response
    messages.error(request, text)
    return redirect(task if task is not None else "tasks")
