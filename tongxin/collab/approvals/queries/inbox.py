"""The inbox of decisions: one look into an index for each box."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.collab.approvals.models import Approval, Copy, FlowVersion, Holder, represented_by
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.rules import Step
from tongxin.collab.approvals.rules.completion import COUNTED
from tongxin.collab.people.models import Person

BOXES = ("mine", "started", "done", "copied", "care")
SIZE = 60
MOST_COUNTED = 99


@dataclass(frozen=True)
class Line:
    """One line of a box. `share` is the used part of the promised time, None without a promise; `task` the number by which it can be agreed to together
    with others."""

    approval: Approval
    at: datetime
    due_at: datetime | None = None
    share: float | None = None
    status: str = ""
    is_unread: bool = False
    task: int = 0


def waiting_for(person: Person) -> QuerySet[Holder]:
    """What this person can decide now, for others too; the most urgent first."""
    rows = Holder.objects.open().for_anyone_of(represented_by(person.pk))
    return rows.order_by(F("due_at").asc(nulls_last=True), "id")


def count_waiting(person: Any) -> int:  # Any: also takes Django's anonymous user
    """How many, counted up to a hundred."""
    if not isinstance(person, Person) or not person.is_active:
        return 0
    represented = represented_by(person.pk)
    if len(represented) == 1:
        return len(_open_of_one(person.pk))
    rows = Holder.objects.open().for_anyone_of(represented)
    return len(rows.values_list("pk", flat=True)[: MOST_COUNTED + 1])


@prepared
def _open_of_one(person: int) -> QuerySet[Holder, int]:
    return Holder.objects.open().filter(person=person).values_list("pk", flat=True)[: MOST_COUNTED + 1]


def box(person: Person, name: str) -> list[Line]:
    """The newest lines of a box, or the most urgent of what waits."""
    if name == "started":
        return [Line(one, one.created_at, status=one.status) for one in _started(person)]
    if name == "care":
        return cared_for()
    if name == "copied":
        copies = Copy.objects.filter(person=person).select_related("approval__initiator", "approval__version__flow")
        return [
            Line(one.approval, one.at, status=one.approval.status, is_unread=one.read_at is None)
            for one in copies.order_by("-at", "-id")[:SIZE]
        ]
    if name == "done":
        done = _with_approvals(Holder.objects.filter(acted_by=person, decided_at__isnull=False))
        rows_done = done.order_by("-decided_at", "-id")[:SIZE]
        return [Line(one.approval, one.decided_at or one.since, status=one.status) for one in rows_done]
    rows_open = list(_with_approvals(waiting_for(person))[:SIZE])
    batches = _batches(rows_open)
    return _once_each(
        [
            Line(
                one.approval, one.since, one.due_at, used_share(one, now()), task=one.number if one.pk in batches else 0
            )
            for one in rows_open
        ]
    )


def _with_approvals(rows: QuerySet[Holder]) -> QuerySet[Holder]:
    """With what a line says; what only the page of an approval needs stays where it is."""
    heavy = ("approval__facts", "approval__version__graph")
    return rows.select_related("approval__initiator", "approval__version__flow").defer(*heavy)


def _batches(rows: Iterable[Holder]) -> set[int]:
    """Those of the tasks which may be agreed to together with others, as their versions of the flow say."""
    plain = [row for row in rows if row.origin in COUNTED]
    versions = FlowVersion.objects.select_related("flow").in_bulk({row.approval.version_id for row in plain})
    graphs = {pk: graph_of(version, version.flow.kind) for pk, version in versions.items()} if plain else {}
    found = set()
    for row in plain:
        node = graphs[row.approval.version_id].nodes.get(row.node)
        if isinstance(node, Step) and node.batch:
            found.add(row.pk)
    return found


def _started(person: Person) -> list[Approval]:
    """Asked by this person, or entered for somebody: each along its own index, because a question for both would sort them all."""
    rows = Approval.objects.select_related("initiator", "version__flow").order_by("-created_at", "-id")
    own, entered = rows.filter(initiator=person)[:SIZE], rows.filter(entered_by=person)[:SIZE]
    found = {one.pk: one for one in (*own, *entered)}
    return sorted(found.values(), key=lambda one: (one.created_at, one.pk), reverse=True)[:SIZE]


def cared_for() -> list[Line]:
    """What somebody who cares for flows must look at: stuck ones first, then what rests, then what is late, the latest first."""
    related = ("initiator", "version__flow")
    resting = Approval.objects.filter(status__in=["stuck", "suspended"]).select_related(*related).order_by("id")[:SIZE]
    lines = [Line(one, one.created_at, status=one.status) for one in sorted(resting, key=lambda one: one.status)]
    late = Holder.objects.open().filter(due_at__lt=now()).order_by("due_at", "id")
    rows = late.select_related(*(f"approval__{one}" for one in related))[:SIZE]
    return _once_each(lines + [Line(one.approval, one.since, one.due_at, used_share(one, now())) for one in rows])


def _once_each(lines: list[Line]) -> list[Line]:
    return list({line.approval.pk: line for line in reversed(lines)}.values())[::-1]


def used_share(row: Holder, at: datetime) -> float | None:
    """How much of the time from the beginning to the deadline is over."""
    if row.due_at is None:
        return None
    whole = (row.due_at - row.since).total_seconds()
    return (at - row.since).total_seconds() / whole if whole > 0 else 1.0
