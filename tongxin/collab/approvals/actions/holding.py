"""The rows of who holds it, written from where the history stands."""

from datetime import datetime

from tongxin.collab.approvals.actions.clocks import start_clock, stop_clock, taken
from tongxin.collab.approvals.models import Approval, Holder, Timer
from tongxin.collab.approvals.rules import Course, Step, Task
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.people.models import Person

# Tasks of the initiator have no promised time: the clocks of the others rest meanwhile.
_UNTIMED = ("mend", "counter")
_SHOWN = ("status", "is_open", "since", "minutes_left", "due_at", "read_at", "decided_at", "acted_by", "took_minutes")


def write_holders(approval: Approval, course: Course, at: datetime) -> None:
    """Bring the rows to what the state says: new tasks, decided ones, clocks that begin and rest."""
    state = course.state
    known = {row.number: row for row in Holder.objects.filter(approval=approval)}
    fresh: list[Holder] = []
    changed: list[Holder] = []
    timers: list[Timer] = []
    people = Person.objects.in_bulk({task.person for task in state.tasks.values()})
    for task in state.tasks.values():
        kept = known.pop(task.number, None)
        row = kept or _new(approval, course, task, at)
        before = [getattr(row, name) for name in _SHOWN]
        timers += _bring_up(course, row, task, people[task.person], at)
        if kept is None:
            fresh.append(row)
        elif before != [getattr(row, name) for name in _SHOWN]:
            changed.append(row)
    for row in known.values():  # tasks that a decision taken back had brought
        row.status, row.is_open, row.due_at = "cancelled", False, None
        changed.append(row)
    Holder.objects.bulk_create(fresh)
    if changed:
        Holder.objects.bulk_update(changed, _SHOWN)
    _set_timers(approval, course, [row.number for row in changed if not row.is_open], timers)


def _new(approval: Approval, course: Course, task: Task, at: datetime) -> Holder:
    run = course.state.runs[task.run]
    node = course.graph.nodes.get(run.node)
    minutes = node.minutes if isinstance(node, Step) and task.origin not in _UNTIMED else 0
    return Holder(
        approval=approval, number=task.number, flow=approval.version.flow, kind=approval.kind,
        node=run.node, person_id=task.person, origin=task.origin, status="", is_open=False, since=task.since or at,
        minutes=minutes,
    )  # fmt: skip


def _bring_up(course: Course, row: Holder, task: Task, person: Person, at: datetime) -> list[Timer]:
    """One row as its task is now; answers the timers of a clock that begins."""
    was_open = row.is_open
    row.status, row.is_open = task.status, task.is_open and course.state.status in ("running", "stuck")
    row.since, row.read_at = task.since or at, task.read_at
    row.decided_at, row.acted_by_id = task.decided_at, task.acted_by
    if row.is_open and not was_open:
        return start_clock(row, person, at)
    if was_open and not row.is_open:
        if task.is_undecided:
            stop_clock(row, person, at)
        elif row.status in ("agreed", "refused", "returned"):
            row.took_minutes = taken(row, person)
    return []


def _set_timers(approval: Approval, course: Course, silent: list[int], timers: list[Timer]) -> None:
    waiting = Timer.objects.filter(approval=approval).waiting()
    if course.state.is_ended:
        waiting.delete()
    elif silent:
        waiting.filter(number__in=silent).delete()
    if timers:
        Timer.objects.bulk_create(timers, ignore_conflicts=True)
    following = None if course.state.is_ended else waiting.order_by("at").values_list("at", flat=True).first()
    if following is not None:
        enqueue(
            name="approvals.time",
            arguments={"approval": approval.pk},
            run_after=following,
            unique_key=f"{approval.pk}:{following.isoformat()}",
        )
