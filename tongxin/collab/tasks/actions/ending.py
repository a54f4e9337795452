"""Done, given up, taken up again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.calendars import WorkingCalendar
from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents, remove_documents
from tongxin.collab.tasks.actions.checks import ComesAfter, own_task
from tongxin.collab.tasks.events import TaskCancelled, TaskFinished, TaskReopened
from tongxin.collab.tasks.models import Task, TaskHelper, TaskItem, following


@transaction.atomic
def finish_task(*, by: Person, task: Task) -> Task:
    """It is done: who asked knows, whoever waited for it may go on, and what repeats comes back. Raises NotYourTask, ComesAfter."""
    task = own_task(by, task.pk, ended=True)
    if not task.is_open:
        return task
    if task.is_blocked:
        raise ComesAfter(_("First this must be done: %(what)s") % {"what": task.after})
    task.done_at, task.done_by = now(), by
    task.accepted_at = task.accepted_at or task.done_at
    task.declined_at = None
    task.save()
    on = Subject("task", task.pk)
    tell(TaskFinished(text=task.text), by=by, on=on, customer=task.customer)
    notify(people=[task.made_by], kind="task.done", text=noop("%(by)s has done it: %(title)s"), by=by, on=on)
    _free(by, task)
    if task.every:
        _repeat(task)
    return task


def _free(by: Person, task: Task) -> None:
    """Whoever waited for this one may begin."""
    for one in task.waiting_ones.open().select_related("owner"):
        notify(
            people=[one.owner],
            kind="task.free",
            text=noop("You can begin now: %(title)s"),
            by=by,
            on=Subject("task", one.pk),
            matter="turn",
        )


def _repeat(task: Task) -> None:
    """The next one, for the same people, with the list as it was at the beginning; days that have passed are left out."""
    day, today = task.due_on or timezone.localdate(now()), timezone.localdate(now())
    calendar = WorkingCalendar()
    coming = following(task.every, day, task.begun_on or day, calendar)
    while coming <= today:
        coming = following(task.every, coming, task.begun_on or day, calendar)
    copied = ("text", "note", "subject_kind", "subject_id", "owner", "made_by", "every", "begun_on")
    new = Task(
        **{name: getattr(task, name) for name in copied},
        due_on=coming,
        follows=task,
        created_at=now(),
        accepted_at=task.accepted_at,
    )
    new.save(force_insert=True)
    helping = task.helping.values_list("person_id", flat=True)
    TaskHelper.objects.bulk_create(TaskHelper(task=new, person_id=one) for one in helping)
    TaskItem.objects.bulk_create(TaskItem(task=new, place=one.place, text=one.text) for one in task.items.all())
    index_documents("task", [new.pk])


@transaction.atomic
def reopen_task(*, by: Person, task: Task) -> Task:
    """To be done after all; the next one that came of finishing it goes again. Raises NotYourTask."""
    task = own_task(by, task.pk, ended=True)
    if task.is_open:
        return task
    task.done_at = task.done_by = task.cancelled_at = None
    task.save()
    task.next_ones.open().update(cancelled_at=now())
    index_documents("task", [task.pk])
    tell(TaskReopened(text=task.text), by=by, on=Subject("task", task.pk), customer=task.customer)
    return task


@transaction.atomic
def cancel_task(*, by: Person, task: Task) -> Task:
    """It need not be done any more. Raises NotYourTask."""
    task = own_task(by, task.pk, ended=True)
    if not task.is_open:
        return task
    task.cancelled_at = now()
    task.save()
    on = Subject("task", task.pk)
    remove_documents("task", [task.pk])
    tell(TaskCancelled(text=task.text), by=by, on=on, customer=task.customer)
    others = {one.pk: one for one in (task.owner, task.made_by)}.values()
    notify(people=others, kind="task.cancelled", text=noop("%(by)s gave it up: %(title)s"), by=by, on=on)
    _free(by, task)
    return task
