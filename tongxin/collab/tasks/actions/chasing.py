"""Promises chase themselves: on their day, and when it has passed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop as noop

from tongxin.base.subjects import Subject
from tongxin.collab.notices.actions import notify
from tongxin.collab.org.queries import firm_time_zone
from tongxin.collab.tasks.models import Task

_AT_ONCE = 200


def chase_tasks(*, at: datetime) -> int:
    """Remind owners of what is due today, and tell both sides of what is late, once each by the firm's day. Answers how many."""
    today = timezone.localdate(at, ZoneInfo(firm_time_zone() or timezone.get_default_timezone_name()))
    due = Q(chased=0, due_on__lte=today) | Q(chased=1, due_on__lt=today)
    numbers = list(Task.objects.open().filter(due, declined_at=None).order_by("id").values_list("pk", flat=True))
    for start in range(0, len(numbers), _AT_ONCE):
        with transaction.atomic():
            rows = Task.objects.open().filter(due, pk__in=numbers[start : start + _AT_ONCE]).order_by("pk")
            for task in rows.select_for_update():
                _chase(task, is_late=task.is_late(today))
    return len(numbers)


def _chase(task: Task, *, is_late: bool) -> None:
    """The key holds for this promise: a new day is a new one."""
    people = {one.pk: one for one in ((task.owner, task.made_by) if is_late else (task.owner,))}
    notify(
        people=people.values(),
        kind="task.late" if is_late else "task.due",
        text=noop("The day promised has passed: %(title)s") if is_late else noop("Promised for today: %(title)s"),
        on=Subject("task", task.pk),
        matter="turn",
        key=f"task:{task.pk}:{task.due_on}:{'late' if is_late else 'due'}",
    )
    task.chased = 2 if is_late else 1
    task.save(update_fields=["chased"])
