"""Tasks (steps) as JSON."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from tongxin.collab.access.policies import hidden_fields
from tongxin.collab.fields.queries import list_fields, seen_values_of
from tongxin.collab.people.models import Person
from tongxin.directory.activities.models import Step, StepPerson
from tongxin.interfaces.rest.queries.filters import TASK_FIELDS, filtered
from tongxin.interfaces.rest.queries.lists import Asked, Conditions, Orders, equal_to, narrowed, order_of, page
from tongxin.interfaces.rest.queries.values import Json, amount, instant, ref

_PLAIN = ("id", "kind", "text", "version")
_COLUMNS = (
    *_PLAIN, "party_id", "party__name", "due_on", "due_at", "owner_id", "owner__name", "made_by_id", "made_by__name",
    "from_activity_id", "amount", "currency", "created_at", "done_at", "cancelled_at",
)  # fmt: skip
ORDERS: Orders = {"due_on": ("due_on", "due_at", "id"), "id": ("id",)}
_STATES = {
    "open": Q(done_at=None, cancelled_at=None),
    "done": Q(done_at__isnull=False),
    "cancelled": Q(cancelled_at__isnull=False),
}
CONDITIONS: Conditions = {
    "state": lambda state: _STATES[state],
    **{name: equal_to(name) for name in ("owner", "party", "kind")},
}


def seen_task(person: Person, task_id: int) -> Step:
    """The task, if the person may see it; else it does not exist."""
    step: QuerySet[Step] = Step.objects.visible_to(person).filter(pk=task_id)
    found = step.first()
    if found is None:
        raise Http404
    return found


def list_tasks(person: Person, asked: Asked) -> Json:
    """One page of tasks, the soonest first; those for some day at the end."""
    hidden = hidden_fields(person, "step")
    rows = narrowed(Step.objects.visible_to(person), {"state": "open", **asked.equal}, CONDITIONS, hidden)
    rows = rows.filter(
        filtered(person, asked.filter, (*TASK_FIELDS, *list_fields(person, "step")) if asked.filter else (), hidden)
    )
    order = order_of(asked.sort, ORDERS, hidden)
    return page(rows, _COLUMNS, asked, order=order, show=lambda found: _show_all(person, found))


def one_task(person: Person, task_id: int) -> Json:
    """One task as JSON. Raises Http404."""
    found = list(Step.objects.visible_to(person).filter(pk=task_id).values_list(*_COLUMNS, named=True))
    if not found:
        raise Http404
    return _show_all(person, found)[0]


def _show_all(person: Person, rows: Sequence[Any]) -> list[Json]:  # Any: rows of _COLUMNS
    hidden = hidden_fields(person, "step")
    with_names = "name" not in hidden_fields(person, "party")
    people = _people([row.id for row in rows])
    custom = seen_values_of(person, "step", [row.id for row in rows])
    shown = []
    for row in rows:
        one = {**_show(row, with_names=with_names), "custom": custom[row.id]}
        one["people"] = [ref(who, name if with_names else None) for who, name in people[row.id]]
        shown.append({name: value for name, value in one.items() if name not in hidden})
    return shown


def _show(row: Any, *, with_names: bool) -> Json:  # Any: as above
    one: Json = {name: getattr(row, name) for name in _PLAIN}
    one["state"] = "done" if row.done_at else "cancelled" if row.cancelled_at else "open"
    one["party"] = ref(row.party_id, row.party__name if with_names else None)
    one["due_on"] = row.due_on.isoformat() if row.due_on else None
    for name in ("due_at", "created_at", "done_at"):
        one[name] = instant(getattr(row, name))
    one["owner"] = ref(row.owner_id, row.owner__name)
    one["made_by"] = ref(row.made_by_id, row.made_by__name)
    one["from_activity"] = row.from_activity_id
    one["amount"] = amount(row.amount, row.currency)
    return one


def _people(ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """Whom the tasks concern: number and name."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = StepPerson.objects.filter(step__in=ids).order_by("id") if ids else StepPerson.objects.none()
    for step, who, name in rows.values_list("step_id", "person_id", "person__name"):
        found[step].append((who, name))
    return found
