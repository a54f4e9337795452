"""When a step is passed or refused: the rules for several people, and what a refusal leads to."""

from tongxin.collab.approvals.rules.course import Course
from tongxin.collab.approvals.rules.graph import Step
from tongxin.collab.approvals.rules.returning import send_back, to_initiator
from tongxin.collab.approvals.rules.state import Run, Task

COUNTED = ("normal", "beside", "transfer")
_SETTLED = ("agreed", "refused", "skipped")


def settle(course: Course, run: Run) -> None:
    """Look whether the step is decided by now."""
    if run.status != "open":
        return
    node = course.graph.step(run.node)
    tasks = course.state.tasks_of(run.number)
    after = [
        task for task in tasks if task.origin == "after" and task.status not in ("cancelled", "removed", "transferred")
    ]
    if any(task.status == "refused" for task in after):
        _refused(course, run, node)
        return
    verdict = _verdict(node, [task for task in tasks if task.origin in COUNTED])
    if verdict == "refused":
        _refused(course, run, node)
    elif verdict == "agreed":
        _agreed(course, run, after)
    elif node.how == "in_order":
        _call_next(course, tasks)


def _agreed(course: Course, run: Run, after: list[Task]) -> None:
    """Whoever was inserted afterwards is still heard; the others need not decide any more."""
    if not any(task.is_undecided for task in after):
        course.go_on(run)
        return
    for task in course.state.tasks_of(run.number):
        if task.is_undecided and task.origin in COUNTED:
            task.status = "cancelled"


def _refused(course: Course, run: Run, node: Step) -> None:
    course.close(run, "refused")
    if node.refuse == "end":
        course.finish("refused")
    elif node.refuse == "initiator":
        to_initiator(course, run)
    else:
        send_back(course, run, _previous(course, run) if node.refuse == "previous" else node.refuse)


def _previous(course: Course, run: Run) -> str:
    """The step that was passed last before this one, or nothing: then it goes to the initiator."""
    passed = [other for other in course.state.runs.values() if other.status == "passed" and other.number < run.number]
    steps = [other.node for other in passed if isinstance(course.graph.nodes.get(other.node), Step)]
    return steps[-1] if steps else ""


def _verdict(node: Step, tasks: list[Task]) -> str:
    """agreed, refused, or nothing yet."""
    live = [task for task in tasks if task.status not in ("cancelled", "removed", "transferred")]
    decided = [task for task in live if task.status in _SETTLED]
    refused = [task for task in decided if task.status == "refused"]
    if not live:
        return ""
    if any(task.is_veto for task in refused):
        return "refused"
    if node.how in ("any", "claim"):
        said = [task for task in decided if task.status != "skipped"] or decided
        first = min(said, key=lambda task: (task.decided_at is None, task.decided_at), default=None)
        return "" if first is None else "refused" if first.status == "refused" else "agreed"
    if node.how == "share":
        return _share(node, live)
    if refused and not (node.waits_for_all and len(decided) < len(live)):
        return "refused"
    return "agreed" if len(decided) == len(live) and not refused else ""


def _share(node: Step, live: list[Task]) -> str:
    total = sum(task.weight for task in live)
    needed = node.share * total
    agreed = sum(task.weight for task in live if task.status in ("agreed", "skipped")) * 100
    refused = sum(task.weight for task in live if task.status == "refused") * 100
    is_open = node.waits_for_all and any(task.status not in _SETTLED for task in live)
    if is_open:
        return ""
    if agreed >= needed:
        return "agreed"
    return "refused" if total * 100 - refused < needed else ""


def _call_next(course: Course, tasks: list[Task]) -> None:
    """In order: the next one's turn begins when nobody else's lasts."""
    if any(task.status in ("open", "waiting") for task in tasks):
        return
    queued = next((task for task in tasks if task.status == "queued"), None)
    if queued is not None:
        queued.status, queued.since = "open", course.fact.at
        course.tell([queued.person], "turn")
