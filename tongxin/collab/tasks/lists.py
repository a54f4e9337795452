"""Tasks as the kit of lists (collab/views) shows them: those in which one has a part."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tongxin.base.registries import Criteria, criteria
from tongxin.base.ui.templatetags.ui import face, icon, when
from tongxin.collab.people.models import Person
from tongxin.collab.search.queries import matching
from tongxin.collab.tasks.actions import accept_task, cancel_task, change_task, finish_task, reopen_task
from tongxin.collab.tasks.models import Task
from tongxin.collab.tasks.queries.criteria import task_fields, task_orders
from tongxin.collab.views.queries import Cell, Column, ListKind, Look, Preset, RowHead, Tab, Words, list_kinds

Values = dict[str, Any]  # Any: JSON values, or as typed
_OPEN = ["asked", "declined", "promised"]


def _person(person: Person) -> Cell:
    return Cell(format_html('<span class="row">{}{}</span>', face(person.name, person.pk, "person", "xs"), person.name))


def _due(row: Task, at: datetime) -> Cell:
    if row.due_on is None:
        return Cell("", "mut", "aside")
    return Cell(when(row.due_on), "num c-seal" if row.is_late(at.date()) else "num mut", "aside")


def _head(row: Task, hidden: Collection[str]) -> RowHead:
    return RowHead(row.text, row.get_absolute_url(), icon("check"), "")


def _tabs(look: Look) -> list[Tab]:
    still: list[Values] = [{"field": "state", "op": "any_of", "value": _OPEN}]
    mine: list[Values] = [{"field": "owner", "op": "mine"}, *still]
    asked: list[Values] = [{"field": "made_by", "op": "mine"}, *still]
    return [
        Tab(pgettext("tasks", "All with my part in them"), "?"),
        Tab(pgettext("tasks", "For me to do"), look.address(filter={"v": 1, "and": mine}, view=""), mine),
        Tab(pgettext("tasks", "Asked by me"), look.address(filter={"v": 1, "and": asked}, view=""), asked),
    ]


def change_listed(by: Person, number: int, values: Values, was: Values | None) -> None:
    """A cell, a card or a bulk change, by the room's own verbs. Raises NotYourTask, TaskEnded, ComesAfter, ValidationError."""
    task = Task(pk=number)
    for name, value in values.items():
        if name == "state":
            _bring_to(by, task, str(value))
        elif name == "owner":
            change_task(by=by, task=task, owner=_colleague(value))
        else:
            given: Values = {name: _day(value) if name == "due_on" else value}
            change_task(by=by, task=task, **given)


def _bring_to(by: Person, task: Task, state: str) -> None:
    if state == Task.State.DONE:
        finish_task(by=by, task=task)
    elif state == Task.State.GIVEN_UP:
        cancel_task(by=by, task=task)
    elif state == Task.State.PROMISED:
        found = reopen_task(by=by, task=task)
        if found.accepted_at is None:
            accept_task(by=by, task=found)
    else:
        raise ValidationError(_("Nobody is put there by hand: ask a colleague, who then answers."))


def _colleague(value: Any) -> Person:  # Any: a number, as typed or kept
    text = str(value or "")
    found = Person.objects.active().filter(pk=int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0)
    if (person := found.first()) is None:
        raise ValidationError(_("Choose somebody who works here."))
    return person


def _day(value: Any) -> date | None:  # Any: as typed or kept
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError as error:
        raise ValidationError(_("Write the date as 2026-11-21.")) from error


TASKS = ListKind(
    kind="task",
    path="tasks/all/",
    url_name="all-tasks",
    title=gettext_lazy("All tasks"),
    head_label=gettext_lazy("task"),
    words=Words(
        find=gettext_lazy("Words in it"),
        none=pgettext_lazy("tasks", "No tasks yet"),
        none_text=pgettext_lazy("tasks", "What you promise, and what you ask of colleagues, stands here."),
        nothing_fits=gettext_lazy("Nothing like that"),
        act_url="/tasks/new/",
        act=gettext_lazy("New task"),
    ),
    rows=lambda person: Task.objects.of(person),
    changeable=lambda person: Task.objects.changeable_by(person),
    find=lambda person, words: matching(person, "task", words),
    orders={
        "due": Preset(pgettext_lazy("tasks", "By day"), ("due_on", "id")),
        "new": Preset(gettext_lazy("Newest first"), ("-id",)),
    },
    columns=(
        Column(key="state", label=gettext_lazy("state"), loads=("state",), cell=lambda row, at: Cell(row.get_state_display(), "mut"), text=lambda row: row.get_state_display()),
        Column(key="owner", label=pgettext_lazy("task", "who does it"), loads=("owner__name",), cell=lambda row, at: _person(row.owner), text=lambda row: row.owner.name),
        Column(key="due_on", label=pgettext_lazy("task", "until when"), sort="due_on", loads=("due_on", "done_at", "cancelled_at"), cell=_due),
        Column(key="made_by", label=pgettext_lazy("task", "asked by"), loads=("made_by__name",), cell=lambda row, at: _person(row.made_by), text=lambda row: row.made_by.name),
    ),
    usual=("state", "owner", "due_on"),
    head=_head,
    loads=("text", "due_on"),
    tabs=_tabs,
    lanes="state",
    editable=("owner", "due_on", "state"),
    change=change_listed,
)  # fmt: skip


def register_lists() -> None:
    """The list, and by what it is asked."""
    listed = Criteria(subject="task", label=gettext_lazy("task"), fields=task_fields, orders=task_orders, order=10)
    criteria.register("tasks", listed)
    list_kinds.register("task", TASKS)
