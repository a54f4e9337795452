"""An approval as its page and programs show it: its path, its facts, its trace."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongxin.base.clock import now
from tongxin.collab.approvals.models import Approval, HistoryEntry, Holder
from tongxin.collab.approvals.policies import tasks_in_hand
from tongxin.collab.approvals.queries.filling import kind_fields
from tongxin.collab.approvals.queries.finding import people_for
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.queries.inbox import used_share
from tongxin.collab.approvals.queries.usual import usual_minutes
from tongxin.collab.approvals.rules import MEND, Course, Fact, Find, Step, Task, decide, take
from tongxin.collab.people.models import Person

_FORESEEN = 8
_HIDDEN_TASKS = ("cancelled", "removed", "passed_over")


@dataclass(frozen=True)
class Hand:
    """One person at a step: what they did or have to do. `by` acted when it was somebody else."""

    person: Person
    task: Task
    row: Holder | None
    by: Person | None = None


@dataclass(frozen=True)
class Stop:
    """One stop on the path. `state` is done, now, back, todo; minutes are working time."""

    name: str
    state: str
    hands: list[Hand] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    rule: str = ""
    since: datetime | None = None
    due: datetime | None = None
    ended: datetime | None = None
    promised: int = 0
    usual: int | None = None
    share: float | None = None
    run: int = 0


def course_of(approval: Approval) -> tuple[Course, list[HistoryEntry]]:
    """Where it stands, and its history."""
    entries = list(approval.entries.select_related("by", "on_behalf"))
    graph = graph_of(approval.version, approval.kind)
    return decide(graph, [entry.fact for entry in entries]), entries


def path_of(approval: Approval, course: Course, *, foresees: bool = True) -> list[Stop]:
    """What was, what is, and what is to come if everybody agrees."""
    rows = {row.number: row for row in Holder.objects.filter(approval=approval)}
    is_under_way = foresees and course.state.status == "running"
    coming = _foreseen(approval, course) if is_under_way else []
    numbers = {task.person for task in course.state.tasks.values()} | {row.acted_by_id or 0 for row in rows.values()}
    numbers |= {number for _node, people in coming for number in people}
    people = Person.objects.in_bulk(numbers)
    stops = [_stop(approval, course, number, rows, people) for number in sorted(course.state.runs)]
    known = [stop for stop in stops if stop is not None]
    return known + [
        Stop(node.name, "todo", people=[people[one] for one in who if one in people], rule=node.how,
             promised=node.minutes)
        for node, who in coming
    ]  # fmt: skip


def _stop(
    approval: Approval, course: Course, number: int, rows: Mapping[int, Holder], people: Mapping[int, Person]
) -> Stop | None:
    run = course.state.runs[number]
    node = course.graph.nodes.get(run.node)
    if (run.node != MEND and not isinstance(node, Step)) or run.status in ("asking",):
        return None
    tasks = [task for task in course.state.tasks_of(number) if task.status not in _HIDDEN_TASKS]
    if not tasks and run.status in ("cancelled", "held"):
        return None
    hands = [Hand(people[task.person], task, rows.get(task.number), people.get(task.acted_by or 0)) for task in tasks]
    live = [hand.row for hand in hands if hand.row is not None and hand.row.is_open]
    shares = [share for row in live if (share := used_share(row, now())) is not None]
    is_step = isinstance(node, Step)
    return Stop(
        node.name if node is not None else "",
        "now" if run.is_active else "back" if run.status in ("returned", "refused", "held", "cancelled") else "done",
        hands=hands,
        rule=node.how if isinstance(node, Step) else "",
        since=run.since,
        due=min((row.due_at for row in live if row.due_at), default=None),
        ended=run.ended_at,
        promised=node.minutes if isinstance(node, Step) else 0,
        usual=usual_minutes(approval.version.flow_id, run.node) if run.is_active and is_step else None,
        share=max(shares, default=None),
        run=number,
    )


def _foreseen(approval: Approval, course: Course) -> list[tuple[Step, list[int]]]:
    """The steps to come, on a course of their own."""
    ahead = decide(course.graph, course.past)
    return _played_out(approval, ahead, set(ahead.state.runs))[:_FORESEEN]


def _played_out(approval: Approval, course: Course, known: set[int]) -> list[tuple[Step, list[int]]]:
    """The steps that come besides the known runs, played through with everybody agreeing; nothing is written."""
    for _turn in range(_FORESEEN * 4):
        if course.state.status != "running" or not _play_on(approval, course):
            break
    found = []
    for number in sorted(course.state.runs.keys() - known):
        node = course.graph.nodes.get(course.state.runs[number].node)
        if isinstance(node, Step):
            found.append((node, [task.person for task in course.state.tasks_of(number)]))
    return found


def _play_on(approval: Approval, course: Course) -> bool:
    """One entry of the play. False when nothing is to be decided."""
    task = next(course.state.open_tasks(), None)
    if task is None:
        return False
    _play(approval, course, "resubmitted" if task.origin == "mend" else "agreed", {"task": task.number})
    return True


def _play(approval: Approval, course: Course, kind: str, data: dict[str, Any]) -> None:  # Any: JSON values
    number = (course.past[-1].number if course.past else 0) + 1
    take(course, Fact(number=number, kind=kind, at=now(), data=data))
    for command in list(course.commands):
        if isinstance(command, Find):
            people = people_for(command.who, approval, course)
            found = {"run": command.run, "node": command.node, "people": people, "purpose": command.purpose}
            _play(approval, course, "found", found)


def preview(approval: Approval) -> list[tuple[Step, list[int]]]:
    """The chain that a request which is not sent yet would go: nothing is written."""
    return played_from(approval, approval.facts)


def played_from(approval: Approval, facts: Mapping[str, Any]) -> list[tuple[Step, list[int]]]:  # Any: JSON values
    """The chain that this request would go with these facts: nothing is written."""
    course = decide(graph_of(approval.version, approval.kind), [])
    _play(approval, course, "started", {"facts": dict(facts)})
    return _played_out(approval, course, set())


def facts_for(
    person: Person, approval: Approval, course: Course, hidden: Collection[str] | None = None
) -> list[tuple[str, str, str]]:
    """Name, label and text of the facts that this person may see: what a step hides (`hidden`, where that is known) stays hidden from its
    people."""
    hidden = hidden_facts(person, approval, course) if hidden is None else hidden
    shown = [name for name in course.graph.types if name not in hidden]
    return said_facts(approval, course, {name: approval.facts.get(name) for name in shown})


def said_facts(
    approval: Approval, course: Course, values: Mapping[str, Any]
) -> list[tuple[str, str, str]]:  # Any: JSON
    """Name, label and text of these values, people by their names; empty ones are left out."""
    fields = [*kind_fields(approval.kind), *course.graph.form]
    labels, types = {one["key"]: str(one["label"]) for one in fields}, {one["key"]: one["type"] for one in fields}
    people = {int(value) for name, value in values.items() if types.get(name) == "person" and str(value).isdigit()}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
    found = []
    for name, value in values.items():
        is_person = types.get(name) == "person" and str(value).isdigit()
        text = names.get(int(str(value)), "") if is_person else str(value)
        if value not in (None, ""):
            found.append((name, labels.get(name, name), text))
    return found


def hidden_facts(person: Person, approval: Approval, course: Course) -> set[str]:
    """Facts which every step that this person is at hides. Who asked for it sees everything but what the kind hides."""
    kept = set(approval.kind_entry.hides(person, approval))
    if person.pk in (approval.initiator_id, approval.entered_by_id):
        return kept
    runs = {task.run for task in course.state.tasks.values() if person.pk in (task.person, task.acted_by)}
    runs |= {task.run for task in tasks_in_hand(person, approval, course)}
    nodes = [course.graph.nodes.get(course.state.runs[run].node) for run in runs]
    each = [
        {name for name, right in node.fields.items() if right == "hidden"} for node in nodes if isinstance(node, Step)
    ]
    # Whoever is at no step at all (told, or caring for flows) sees what no step hides.
    if not each:
        each = [{name for step in course.graph.steps() for name, right in step.fields.items() if right == "hidden"}]
    return kept | set.intersection(*each)
