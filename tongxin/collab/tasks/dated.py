"""Promises with a day, for their owner's calendar."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from tongxin.base.registries import CalendarSource, Dated, calendar_sources
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import change_task
from tongxin.collab.tasks.models import Task

_MOST = 500


def _dated(person: Any, since: date, until: date) -> Collection[Dated]:  # Any: the person type of the registry
    """What one took on or was asked for; what was given up is gone."""
    if not isinstance(person, Person):
        return []
    rows = Task.objects.filter(owner=person, due_on__gte=since, due_on__lt=until, cancelled_at=None, declined_at=None)
    return [
        Dated(id=one.pk, title=one.text, url=one.get_absolute_url(), on=one.due_on, is_done=one.done_at is not None)
        for one in rows.order_by("due_on", "id")[:_MOST]
        if one.due_on is not None
    ]


def _move(by: Any, number: int, on: date, at: datetime | None) -> None:  # Any: as above
    """Promised for another day; the hour of the drop says nothing about a task."""
    change_task(by=by, task=Task(pk=number), due_on=on)


def register_source() -> None:
    """Tasks stand in the calendar."""
    calendar_sources.register(
        "task", CalendarSource(label=pgettext_lazy("place", "Tasks"), icon="check", dated=_dated, move=_move, order=20)
    )
