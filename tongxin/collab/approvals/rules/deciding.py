"""What people decide at their tasks."""

from collections.abc import Callable

from tongxin.collab.approvals.rules.completion import COUNTED, settle
from tongxin.collab.approvals.rules.course import Course, Impossible
from tongxin.collab.approvals.rules.entries import Fact
from tongxin.collab.approvals.rules.returning import resubmit, send_back
from tongxin.collab.approvals.rules.state import Run, Task

Handler = Callable[[Course, Fact], None]


def task_of(course: Course, fact: Fact, *statuses: str) -> tuple[Task, Run]:
    """The task of which an entry speaks. Raises Impossible unless it stands open there."""
    task = course.state.tasks.get(fact.data.get("task", 0))
    if task is None or task.status not in (statuses or ("open",)) or course.state.status not in ("running", "stuck"):
        raise Impossible(f"{fact.kind} {fact.number}")
    return task, course.state.runs[task.run]


def _decide(course: Course, fact: Fact, status: str) -> tuple[Task, Run]:
    task, run = task_of(course, fact)
    task.status, task.decided_at, task.acted_by = status, fact.at, fact.by
    task.reason = str(fact.data.get("reason", ""))
    course.state.decisions += 1
    return task, run


def agreed(course: Course, fact: Fact) -> None:
    """Yes. What the step lets its people fill in goes into the facts."""
    task, run = _decide(course, fact, "agreed")
    course.state.facts |= fact.data.get("values", {})
    course.state.chosen |= {key: list(who) for key, who in fact.data.get("chosen", {}).items()}
    heard(course, task, run)


def refused(course: Course, fact: Fact) -> None:
    """No."""
    task, run = _decide(course, fact, "refused")
    heard(course, task, run)


def heard(course: Course, task: Task, run: Run) -> None:
    """An opinion that was asked for goes to who asked; everything else counts for the step."""
    if task.origin in ("before", "consult") and task.parent:
        _answer_parent(course, task)
    else:
        settle(course, run)


def _answer_parent(course: Course, task: Task) -> None:
    """The one who asked decides when all have agreed, or as soon as one has refused."""
    siblings = [
        one for one in course.state.tasks_of(task.run) if one.parent == task.number or one.parent == task.parent
    ]
    siblings = [one for one in siblings if one.origin == task.origin]
    if task.status != "refused" and any(one.is_undecided for one in siblings):
        return
    for one in siblings:
        if one.is_undecided:
            one.status = "cancelled"
    parent = course.state.tasks[task.parent]
    parent.status = "open"
    course.tell([parent.person], "heard", task.reason)


def returned(course: Course, fact: Fact) -> None:
    """Back at once, whatever the others of this step think; with `to` to a step, else to the initiator."""
    _task, run = _decide(course, fact, "returned")
    course.close(run, "returned")
    send_back(course, run, str(fact.data.get("to", "")), straight=bool(fact.data.get("straight")))


def countered(course: Course, fact: Fact) -> None:
    """Yes, with other values, if the initiator takes them: asked in one tap, no second run."""
    task, run = task_of(course, fact)
    task.status, task.reason, task.acted_by = "waiting", str(fact.data.get("reason", "")), fact.by
    course.new_task(run, course.state.initiator, origin="counter", parent=task.number)
    course.tell([course.state.initiator], "countered", task.reason)


def accepted(course: Course, fact: Fact) -> None:
    """The initiator takes the counter-offer: the approver has agreed to it already."""
    task, run = _decide(course, fact, "accepted")
    course.state.facts |= fact.data.get("values", {})
    parent = course.state.tasks[task.parent]
    parent.status, parent.decided_at = "agreed", fact.at
    course.tell([parent.person], "accepted")
    heard(course, parent, run)


def declined(course: Course, fact: Fact) -> None:
    """The initiator does not take it: the approver's turn again, on the first request."""
    task, _run = _decide(course, fact, "declined")
    parent = course.state.tasks[task.parent]
    parent.status = "open"
    course.tell([parent.person], "declined", task.reason)


def transferred(course: Course, fact: Fact) -> None:
    """To somebody else for good: that decision counts, the name stays in the trace."""
    task, _run = task_of(course, fact, "open", "queued", "waiting")
    hand_on(course, task, fact.data["to"])


def hand_on(course: Course, task: Task, to: int) -> None:
    """A task goes to another person; whom it waited for is not asked any more."""
    fact = course.fact
    status = "queued" if task.status == "queued" else "open"
    task.status, task.decided_at, task.acted_by = "transferred", fact.at, fact.by
    task.reason = str(fact.data.get("reason", ""))
    for child in course.state.tasks_of(task.run):
        if child.parent == task.number and child.is_undecided:
            child.status = "cancelled"
    origin = "transfer" if task.origin in COUNTED else task.origin
    course.new_task(
        course.state.runs[task.run], to, origin, parent=task.parent, order=task.order, weight=task.weight,
        is_veto=task.is_veto, status=status,
    )  # fmt: skip
    course.tell([to], "transferred", task.reason)


def consulted(course: Course, fact: Fact) -> None:
    """Somebody is asked for an opinion; then it comes back."""
    _insert(course, fact, "consult")


def added_before(course: Course, fact: Fact) -> None:
    """Others decide first; then it comes back."""
    _insert(course, fact, "before")


def _insert(course: Course, fact: Fact, origin: str) -> None:
    task, run = task_of(course, fact)
    task.status = "waiting"
    for person in fact.data["people"]:
        course.new_task(run, person, origin, parent=task.number, order=task.order)
    course.tell(fact.data["people"], "turn", str(fact.data.get("reason", "")))


def added_after(course: Course, fact: Fact) -> None:
    """Yes, and others must agree after me."""
    task, run = _decide(course, fact, "agreed")
    for person in fact.data["people"]:
        course.new_task(run, person, "after", parent=task.number, order=task.order)
    course.tell(fact.data["people"], "turn", task.reason)
    settle(course, run)


def added_beside(course: Course, fact: Fact) -> None:
    """Others decide with me, each voice the same."""
    _task, run = task_of(course, fact)
    for person in fact.data["people"]:
        course.new_task(run, person, "beside")
    course.tell(fact.data["people"], "turn", str(fact.data.get("reason", "")))


def removed(course: Course, fact: Fact) -> None:
    """Somebody who was added, or decides beside me, need not decide."""
    task, run = task_of(course, fact, "open", "queued")
    task.status, task.decided_at, task.acted_by = "removed", fact.at, fact.by
    parent = course.state.tasks.get(task.parent)
    if parent is not None and parent.status == "waiting" and task.origin in ("before", "consult"):
        _answer_parent(course, task)
    settle(course, run)


def claimed(course: Course, fact: Fact) -> None:
    """Out of those to whom it was offered, one takes it."""
    task, run = task_of(course, fact)
    for other in course.state.tasks_of(run.number):
        if other.is_open and other.number != task.number:
            other.status = "passed_over"
    task.origin = "transfer"


def put_back(course: Course, fact: Fact) -> None:
    """It is on offer again."""
    task, run = task_of(course, fact)
    task.origin = "normal"
    for other in course.state.tasks_of(run.number):
        if other.status == "passed_over":
            other.status = "open"
    course.tell([other.person for other in course.state.tasks_of(run.number) if other.is_open], "turn")


def resubmitted(course: Course, fact: Fact) -> None:
    """The initiator has put it right."""
    _task, run = _decide(course, fact, "resubmitted")
    course.close(run, "passed")
    course.state.facts |= fact.data.get("values", {})
    resubmit(course, straight=bool(fact.data.get("straight")))


DECIDING: dict[str, Handler] = {
    handler.__name__: handler
    for handler in (
        agreed, refused, returned, countered, accepted, declined, transferred, consulted, added_before, added_after,
        added_beside, removed, claimed, put_back, resubmitted,
    )
}  # fmt: skip
