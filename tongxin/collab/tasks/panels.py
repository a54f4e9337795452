"""This room's pieces of other pages."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.base.subjects import Subject
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.queries import rows_of, to_do_today

Context = dict[str, Any]  # Any: template context
_SHOWN = 8


@prepared
def _open_on(kind: str, number: int) -> QuerySet[Task]:
    rows = Task.objects.open().filter(subject_kind=kind, subject_id=number).select_related("owner", "made_by")
    return rows.soonest_first()[:_SHOWN]


def record_context(person: Any, subject: Subject) -> Context | None:  # Any: the person type of the doors
    """What is promised about a record which the reader sees."""
    return {
        "tasks": _open_on(subject.kind, subject.id),
        "on": str(subject),
        "address": f"{reverse('new-task')}?on={subject}",
        "today": timezone.localdate(now()),
    }


def today_context(person: Any, nothing: None) -> Context | None:  # Any: as above
    """What is one's turn; nothing when there is nothing."""
    today = timezone.localdate(now())
    found = to_do_today(person, today) if isinstance(person, Person) else []
    return {"rows": rows_of(person, found), "today": today, "person": person} if found else None
