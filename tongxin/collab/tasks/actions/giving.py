"""Promising something, or asking a colleague to."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from tongxin.base.clock import now
from tongxin.base.events import tell
from tongxin.base.registries import is_seen
from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.collab.search.actions import index_documents
from tongxin.collab.tasks.actions.checks import check_after, check_people, check_words
from tongxin.collab.tasks.events import TaskGiven
from tongxin.collab.tasks.models import Every, Task, TaskHelper, TaskItem

_MOST_ITEMS = 50


@transaction.atomic
def give_task(
    *,
    by: Person,
    text: str,
    owner: Person | None = None,
    due_on: date | None = None,
    on: Subject | None = None,
    helpers: Iterable[Person] = (),
    items: Iterable[str] = (),
    note: str = "",
    every: str = Every.NEVER,
    after: Task | None = None,
) -> Task:
    """Note a task for oneself, or ask a colleague, who then accepts or declines. Raises ValidationError, CannotSeeRecord."""
    owner = owner or by
    if on is not None and not is_seen(by, on):
        raise ValidationError(_("This record is out of your sight."))
    check_people([owner], on, field="owner")
    if every and due_on is None:
        raise ValidationError({"due_on": _("What comes back needs a day to begin with.")})
    task = Task(
        text=check_words(text),
        note=note.strip(),
        subject_kind=on.kind if on else "",
        subject_id=on.id if on else None,
        owner=owner,
        made_by=by,
        due_on=due_on,
        begun_on=due_on if every else None,
        every=every,
        after=check_after(None, after),
        created_at=now(),
        accepted_at=now() if owner == by else None,
    )
    task.save(force_insert=True)
    set_helpers(by, task, helpers)
    add_items(task, items)
    index_documents("task", [task.pk])
    tell(
        TaskGiven(text=task.text, owner=owner.name, due=str(due_on or "")),
        by=by,
        on=Subject("task", task.pk),
        customer=task.customer,
    )
    ask_owner(by, task)
    return task


def add_items(task: Task, items: Iterable[str]) -> None:
    """Put lines at the end of the check-list."""
    first = task.items.count()
    lines = [" ".join(line.split())[:200] for line in items]
    kept = [line for line in lines if line][: max(_MOST_ITEMS - first, 0)]
    TaskItem.objects.bulk_create(TaskItem(task=task, place=place, text=line) for place, line in enumerate(kept, first))


def set_helpers(by: Person, task: Task, helpers: Iterable[Person]) -> None:
    """Exactly these help; who is new hears of it. Raises as `check_people`."""
    chosen = {one.pk: one for one in check_people(helpers, task.subject, field="helpers") if one.pk != task.owner_id}
    known = set(task.helping.values_list("person_id", flat=True))
    task.helping.exclude(person__in=chosen).delete()
    new = [one for pk, one in chosen.items() if pk not in known]
    TaskHelper.objects.bulk_create(TaskHelper(task=task, person=one) for one in new)
    notify(
        people=new,
        kind="task.helping",
        text=noop("%(by)s asks you to help: %(title)s"),
        by=by,
        on=Subject("task", task.pk),
        matter="turn",
    )


def ask_owner(by: Person, task: Task) -> None:
    """Let whoever should do it know; one's own tasks need no notice."""
    notify(
        people=[task.owner],
        kind="task.given",
        text=noop("%(by)s asks you: %(title)s"),
        by=by,
        on=Subject("task", task.pk),
        matter="turn",
    )
