"""Saying yes or no to what a colleague asks."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions.checks import NotYourTask, own_task
from tongxin.collab.tasks.events import TaskAccepted, TaskDeclined
from tongxin.collab.tasks.models import Task


def _asked(by: Person, task: Task) -> Task:
    found = own_task(by, task.pk)
    if found.owner_id != by.pk:
        raise NotYourTask(_("Only who was asked says yes or no."))
    return found


@transaction.atomic
def accept_task(*, by: Person, task: Task, due_on: date | None = None) -> Task:
    """Take it on, with one's own word on until when. A second yes changes nothing. Raises NotYourTask, TaskEnded."""
    task = _asked(by, task)
    if task.accepted_at is not None:
        return task
    task.accepted_at, task.declined_at, task.decline_reason = now(), None, ""
    if due_on is not None:
        task.due_on, task.chased = due_on, 0
    task.save()
    told = TaskAccepted(text=task.text, due=str(task.due_on or ""))
    tell(told, by=by, on=Subject("task", task.pk), customer=task.customer)
    _tell_asker(by, task, "task.accepted", noop("%(by)s takes it on: %(title)s"), "news")
    return task


@transaction.atomic
def decline_task(*, by: Person, task: Task, reason: str) -> Task:
    """Say no, and why: who asked has to think again. Raises NotYourTask, TaskEnded, ValidationError."""
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": _("Say in a sentence why, so that another way can be found.")})
    task = _asked(by, task)
    if by.pk == task.made_by_id:
        raise ValidationError({"reason": _("You asked yourself. Give it up or pass it on.")})
    if task.declined_at is not None:
        return task
    task.declined_at, task.decline_reason, task.accepted_at = now(), reason[:300], None
    task.save()
    told = TaskDeclined(text=task.text, reason=task.decline_reason)
    tell(told, by=by, on=Subject("task", task.pk), customer=task.customer)
    _tell_asker(by, task, "task.declined", noop("%(by)s can't take it on: %(title)s"), "turn")
    return task


def _tell_asker(by: Person, task: Task, kind: str, text: str, matter: str) -> None:
    notify(people=[task.made_by], kind=kind, text=text, by=by, on=Subject("task", task.pk), matter=matter)
