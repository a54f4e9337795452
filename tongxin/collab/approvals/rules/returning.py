"""Going back: to the initiator, to a step that was passed, and forward again."""

from tongxin.collab.approvals.rules.course import Course
from tongxin.collab.approvals.rules.state import MEND, Run


def to_initiator(course: Course, run: Run) -> None:
    """Everything waits until the initiator has put it right. Steps that run beside are laid aside, their forks stay open."""
    state = course.state
    beside = [other for other in list(state.active_runs()) if other.number != run.number]
    held = [*state.held, *course.hold(beside), run.number]
    state.held = [number for number in held if state.runs[number].node != MEND]
    state.round += 1
    mend = course.new_run(MEND, (), "open")
    mend.returned_by = run.node
    course.new_task(mend, state.initiator, origin="mend")
    course.tell([state.initiator], "returned", _said(course))


def send_back(course: Course, run: Run, key: str, *, straight: bool = False) -> None:
    """Go back to a step; `straight` comes back here as soon as that one has passed. Without a key it goes to the initiator."""
    if not key:
        to_initiator(course, run)
        return
    course.state.round += 1
    target = course.graph.nodes[key]
    if straight:
        inside = run.scope[: course.shared(run.scope, target.path)]
        active = [other for other in course.state.active_runs() if other.scope[: len(inside)] == inside]
        held = [*course.hold(active), run.number]
        again = course.enter(key, inside) if len(inside) == len(target.path) else course.leap(inside, key)
        if again is not None:
            again.resumes = list(dict.fromkeys(held))
        return
    course.leap(run.scope, key)


def resubmit(course: Course, *, straight: bool) -> None:
    """The initiator has put it right: all steps again from the beginning, or straight to where it came from."""
    state = course.state
    held, state.held = state.held, []
    if straight and held:
        course.resume(dict.fromkeys(held))
    else:
        course.leap((), course.graph.first) if course.graph.first else course.enter("", ())


def may_return_to(course: Course, run: Run) -> list[str]:
    """Steps which this run may go back to: passed, and not in another arm of a fork that still runs."""
    found: dict[str, None] = {}
    for other in course.state.runs.values():
        node = course.graph.nodes.get(other.node)
        if node is None or other.status not in ("passed", "refused", "held") or not hasattr(node, "who"):
            continue
        if node.type in ("step", "do") and other.node != run.node and not _beside(course, run, node.path):
            found[other.node] = None
    return list(found)


def _beside(course: Course, run: Run, path: tuple[tuple[str, int], ...]) -> bool:
    shared = course.shared(run.scope, path)
    here = [(course.state.runs[number].node, arm) for number, arm in run.scope]
    return shared < min(len(here), len(path)) and here[shared][0] == path[shared][0]


def _said(course: Course) -> str:
    return str(course.fact.data.get("reason", ""))
