"""What colleagues promise each other, as JSON."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404

from tongxin.base.paging import page_of
from tongxin.base.registries import subject_kinds
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.models import Task
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of
from tongxin.interfaces.rest.queries.values import Json, instant, ref

ORDERS: Orders = {"due_on": ("due_on", "id"), "id": ("id",)}
CONDITIONS: Conditions = {
    "state": lambda state: Q(done_at=None, cancelled_at=None) if state == "open" else Q(state=state),
    **{name: equal_to(name) for name in ("owner", "made_by")},
}


def seen_promise(person: Person, number: int) -> Task:
    """The task, if the person may see it; else it does not exist."""
    found = Task.objects.filter(pk=number).visible_to(person).first()
    if found is None:
        raise Http404
    return found


def list_promises(person: Person, asked: Asked) -> Json:
    """One page of those in which the person has a part, the soonest first; those without a day at the end."""
    rows = narrowed(Task.objects.of(person), {"state": "open", **asked.equal}, CONDITIONS, ())
    page = page_of(_whole(rows), order=order_of(asked.sort, ORDERS, ()), size=asked.limit, cursor=asked.after)
    return {"items": _shown(person, page.rows), "next": page.next}


def one_promise(person: Person, number: int) -> Json:
    """One of them as JSON. Raises Http404."""
    return _shown(person, [_whole(Task.objects.all()).get(pk=seen_promise(person, number).pk)])[0]


def _whole(rows: Any) -> Any:  # Any: rows with everything that is shown
    return rows.select_related("owner", "made_by").prefetch_related("helpers", "items")


def _shown(person: Person, tasks: Sequence[Task]) -> list[Json]:
    """Records that the reader does not see are not named; each kind is asked once."""
    named: dict[str, set[int]] = defaultdict(set)
    for task in tasks:
        if task.subject is not None:
            named[task.subject.kind].add(task.subject.id)
    seen = {
        (kind, one)
        for kind, ids in named.items()
        if (known := subject_kinds.find(kind))
        for one in known.visible(person, ids)
    }
    return [_show(task, is_named=task.subject in seen) for task in tasks]


def _show(task: Task, *, is_named: bool) -> Json:
    return {
        "id": task.pk,
        "text": task.text,
        "note": task.note,
        "state": task.state,
        "owner": ref(task.owner_id, task.owner.name),
        "made_by": ref(task.made_by_id, task.made_by.name),
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "every": task.every,
        "about": {"kind": task.subject_kind, "id": task.subject_id} if is_named else None,
        "after": task.after_id,
        "helpers": [ref(one.pk, one.name) for one in task.helpers.all()],
        "items": [{"text": one.text, "is_done": one.done_at is not None} for one in task.items.all()],
        "reason": task.decline_reason,
        "created_at": instant(task.created_at),
        "done_at": instant(task.done_at),
    }
