"""One person's tasks: today, later, waiting for others, done."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task

BOXES = ("today", "later", "waiting", "done")
_DAYS_DONE = 30
_FREE = Q(after=None) | Q(after__done_at__isnull=False) | Q(after__cancelled_at__isnull=False)


def box_of(person: Person, box: str, today: date) -> QuerySet[Task]:
    """The tasks of one box, the most urgent first.

    today: to do by today or late, asked of me, and what others declined; later: mine for another day; waiting: asked of others,
    and mine that another task holds up; done: by me or for me in the last 30 days.
    """
    rows = Task.objects.of(person).select_related("owner", "made_by", "after")
    if box == "done":
        recent = now() - timedelta(days=_DAYS_DONE)
        return rows.filter(done_at__gte=recent).order_by("-done_at", "-id")
    rows = rows.open().soonest_first()
    if box == "waiting":
        others = Q(made_by=person, declined_at=None) & ~Q(owner=person)
        return rows.filter(others | (Q(owner=person) & ~_FREE))
    if box == "later":
        not_yet = Q(due_on=None) | Q(due_on__gt=today)
        return rows.filter(_FREE & not_yet, owner=person, accepted_at__isnull=False)
    return rows.filter(_turn(person.pk, today))


def _turn(person: Any, day: Any) -> Q:  # Any: a number and a day, or marks of a prepared question
    mine = Q(owner=person) & _FREE & (Q(due_on__lte=day) | Q(accepted_at=None)) & Q(declined_at=None)
    return mine | (Q(made_by=person) & Q(declined_at__isnull=False))


def to_do_today(person: Person, today: date) -> list[Task]:
    """What is this person's turn now, for the first page."""
    return _to_do(person.pk, today.isoformat())


@prepared
def _to_do(person: int, day: str) -> QuerySet[Task]:
    rows = Task.objects.open().filter(_turn(person, day)).select_related("owner", "made_by")
    return rows.soonest_first()[:50]


def turn_count(person: Any) -> int:  # Any: also takes Django's anonymous user
    """The number beside the place."""
    return len(_turn_ids(person.pk, timezone.localdate(now()).isoformat())) if isinstance(person, Person) else 0


def turn_rows(person: Any, day: Any) -> QuerySet[Task]:  # Any: a number and a day, or marks of a prepared question
    """The tasks that make the number."""
    return Task.objects.open().filter(_turn(person, day))


@prepared
def _turn_ids(person: int, day: str) -> QuerySet[Task, int]:
    return turn_rows(person, day).values_list("pk", flat=True)[:100]
