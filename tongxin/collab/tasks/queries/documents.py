"""By what tasks are found, and how a found one reads."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import pgettext

from tongxin.base.registries import Document, Hit
from tongxin.collab.tasks.models import Task


def documents_of(ids: Collection[int]) -> Iterable[Document]:
    """What is to be done, its note and its list."""
    for task in Task.objects.filter(pk__in=list(ids), cancelled_at=None).prefetch_related("items"):
        lines = " ".join(item.text for item in task.items.all())
        yield Document(id=task.pk, names=[task.text], text=f"{task.note} {lines}")


def hits_of(person: Any, ids: Collection[int]) -> Mapping[int, Hit]:  # Any: also takes Django's anonymous user
    """Found tasks with who does them and until when."""
    rows = Task.objects.of(person).filter(pk__in=list(ids)).select_related("owner")
    return {
        task.pk: Hit(kind="task", id=task.pk, title=task.text, detail=_detail(task), url=task.get_absolute_url())
        for task in rows
    }


def _detail(task: Task) -> str:
    state = pgettext("task", "done") if task.done_at else f"{task.due_on or ''}"
    return " · ".join(part for part in (task.owner.name, state) if part)
