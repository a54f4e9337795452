"""Another day, another person, other words; and ticking the list."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.collab.tasks.actions.checks import NotYourTask, check_after, check_people, check_words, own_task
from tongxin.collab.tasks.actions.giving import add_items, ask_owner, set_helpers
from tongxin.collab.tasks.events import TaskChanged
from tongxin.collab.tasks.models import Task, TaskItem
from tongxin.collab.tasks.policies import can_tick

_PLAIN = ("text", "note", "due_on", "every", "owner", "after")


def _said(value: Any) -> Any:  # Any: a value and its JSON form
    return value.name if isinstance(value, Person) else str(value) if value else ""


@transaction.atomic
def change_task(
    *, by: Person, task: Task, helpers: Iterable[Person] | None = None, items: Iterable[str] = (), **values: Any
) -> Task:  # Any: column values
    """Put it otherwise. A new owner is asked anew; a new day makes a new promise. Raises NotYourTask, TaskEnded, ValidationError."""
    task = own_task(by, task.pk)
    if "text" in values:
        values["text"] = check_words(values["text"])
    if "owner" in values:
        check_people([values["owner"]], task.subject, field="owner")
    if "after" in values:
        check_after(task, values["after"])
    changed = [name for name in _PLAIN if name in values and getattr(task, name) != values[name]]
    before = {name: _said(getattr(task, name)) for name in changed}
    for name in changed:
        setattr(task, name, values[name])
    if task.every and task.due_on is None:
        raise ValidationError({"due_on": _("What comes back needs a day to begin with.")})
    _follow(by, task, changed)
    task.save()
    if helpers is not None:
        set_helpers(by, task, helpers)
    add_items(task, items)
    index_documents("task", [task.pk])
    if changed:
        after = {name: _said(getattr(task, name)) for name in changed}
        told = TaskChanged(text=task.text, fields=changed, after=after)
        tell(told, by=by, on=Subject("task", task.pk), customer=task.customer, before=before)
    return task


def _follow(by: Person, task: Task, changed: list[str]) -> None:
    """What a new owner, a new day or a new rhythm brings with it."""
    if {"due_on", "every"} & set(changed):
        task.begun_on, task.chased = task.due_on if task.every else None, 0
    if "owner" in changed:
        task.declined_at, task.decline_reason = None, ""
        task.accepted_at = now() if task.owner_id == by.pk else None
        task.helping.filter(person=task.owner_id).delete()
        ask_owner(by, task)


@transaction.atomic
def tick_item(*, by: Person, item: TaskItem, is_done: bool) -> TaskItem:
    """Tick a line of the list, or take the tick away. Raises NotYourTask."""
    item = TaskItem.objects.select_for_update(of=("self",)).select_related("task").get(pk=item.pk)
    if not can_tick(by, item.task):
        raise NotYourTask(_("Only who has a part in the task ticks its list."))
    item.done_at, item.done_by = (now(), by) if is_done else (None, None)
    item.save(update_fields=["done_at", "done_by"])
    return item
