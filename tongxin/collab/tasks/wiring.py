"""Tells lower floors that the room exists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongxin.base.registries import (
    DocumentSource,
    Panel,
    Place,
    SubjectKind,
    panels,
    places,
    search_documents,
    subject_kinds,
)
from tongxin.base.registries.panels import ANY, TODAY
from tongxin.collab.tasks.automation import register_automations
from tongxin.collab.tasks.dated import register_source
from tongxin.collab.tasks.lists import register_lists
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.panels import record_context, today_context
from tongxin.collab.tasks.queries import documents_of, hits_of, turn_count, turn_rows
from tongxin.collab.tasks.sentences import register_sentences
from tongxin.collab.tasks.traces import register_traces


def _tasks(person: Any, ids: Collection[int]) -> Mapping[int, Task]:  # Any: also takes Django's anonymous user
    return Task.objects.filter(pk__in=list(ids)).visible_to(person).in_bulk()


def join() -> None:
    """The subject, the place, what stands on other pages, sentences."""
    register_automations()
    subject_kinds.register(
        "task",
        SubjectKind(
            kind="task",
            label=_("task"),
            visible=_tasks,
            title=str,
            url=lambda task: task.get_absolute_url(),
            fields={},
            is_scoped=False,
        ),
    )
    search_documents.register(
        "task",
        DocumentSource(
            kind="task",
            shelf=21,
            label=pgettext_lazy("place", "Tasks"),
            icon="check",
            documents=documents_of,
            visible=lambda person: Task.objects.of(person).filter(cancelled_at=None),
            hits=hits_of,
            order=40,
        ),
    )
    register_lists()
    _register_places()
    _register_panels()
    register_sentences()
    register_source()
    register_traces()


def _register_places() -> None:
    places.register(
        "tasks",
        Place(
            title=pgettext_lazy("place", "Tasks"),
            icon="check",
            url_name="tasks",
            ring="together",
            order=10,
            hotkey="g k",
            words="任务 待办 交办 tasks to do",
            count=turn_count,
            rows=lambda reach, person, day, at: turn_rows(person, day),
            turn=True,
        ),
    )
    places.register(
        "new-task",
        Place(
            title=_("New task"),
            icon="plus",
            url_name="new-task",
            ring="together",
            order=11,
            in_menu=False,
            words="新任务 交办 new task",
        ),
    )


def _register_panels() -> None:
    panels.register(
        "any.tasks",
        Panel(subject=ANY, column="side", order=18, template="tasks/_on_record.html", context=record_context),
    )
    panels.register(
        "today.tasks",
        Panel(subject=TODAY, column="main", order=10, template="tasks/_today.html", context=today_context),
    )
