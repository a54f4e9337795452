"""Everything else that happens to an approval: it begins, time passes, somebody reads, chases, steps in, calls it off."""

from tongxin.collab.approvals.rules.course import Course
from tongxin.collab.approvals.rules.deciding import Handler, hand_on, heard
from tongxin.collab.approvals.rules.entries import Fact
from tongxin.collab.approvals.rules.finding import copied, found
from tongxin.collab.approvals.rules.graph import Step, Subflow
from tongxin.collab.approvals.rules.state import MEND, Run, Task


def started(course: Course, fact: Fact) -> None:
    """It begins, with the facts as they are now."""
    state = course.state
    state.status, state.initiator = "running", fact.on_behalf or fact.by or 0
    state.facts = dict(fact.data.get("facts", {}))
    state.chosen = {key: list(who) for key, who in fact.data.get("chosen", {}).items()}
    course.enter(course.graph.first, ())


def read(course: Course, fact: Fact) -> None:
    """The first opening is kept."""
    task = course.state.tasks.get(fact.data["task"])
    if task is not None and task.read_at is None:
        task.read_at = fact.at


def noted(course: Course, fact: Fact) -> None:
    """A remark, an answer: nothing moves."""
    course.tell(fact.data.get("to", ()), fact.kind, str(fact.data.get("text", "")))


def chased(course: Course, fact: Fact) -> None:
    """Whoever has it now is reminded, and how often is counted."""
    holders = list(course.state.open_tasks())
    for task in holders:
        task.chases += 1
    course.state.last_chase = fact.at
    course.tell([task.person for task in holders], "chased", str(fact.data.get("text", "")))


def watched(course: Course, fact: Fact) -> None:
    """Somebody above keeps an eye on it and is told of delay."""
    course.state.watchers.append(fact.data["person"])


def time_came(course: Course, fact: Fact) -> None:
    """Half of the promised time is over, all of it, or half as much again."""
    task = course.state.tasks.get(fact.data["task"])
    if task is None or not task.is_open or course.state.status not in ("running", "stuck"):
        return
    mark, above = fact.data["mark"], list(fact.data.get("above", ()))
    if mark == "remind":
        course.tell([task.person], "remind")
    elif mark == "escalate":
        course.tell([*above, course.state.initiator, *course.state.watchers], "late")
    else:
        _due(course, fact, task, above)


def _due(course: Course, fact: Fact, task: Task, above: list[int]) -> None:
    run = course.state.runs[task.run]
    node = course.graph.nodes.get(run.node)
    late = node.late if isinstance(node, Step) and task.origin not in ("mend", "counter") else "remind"
    course.tell([task.person, *course.state.watchers], "due")
    if late in ("agree", "refuse"):
        task.status, task.decided_at = ("agreed" if late == "agree" else "refused"), fact.at
        heard(course, task, run)
    elif late == "superior" and above and above[0] != task.person:
        hand_on(course, task, above[0])


def woke(course: Course, fact: Fact) -> None:
    """The time that was waited for has come, or an act is done. In a pause too: who comes next rests with the others."""
    run = course.state.runs.get(fact.data["run"])
    if run is not None and run.status == "waiting":
        course.state.facts |= fact.data.get("values", {})
        course.go_on(run)


def act_failed(course: Course, fact: Fact) -> None:
    """An act could not be done after all tries."""
    run = course.state.runs.get(fact.data["run"])
    if run is not None and run.is_active:
        run.stuck = "act"


def tried_again(course: Course, fact: Fact) -> None:
    """Somebody who cares for flows has what failed done once more."""
    run = _failed(course, fact)
    if run is not None:
        run.stuck = ""
        course.do_again(run)


def gone_on(course: Course, fact: Fact) -> None:
    """Somebody who cares for flows lets it go on without what failed."""
    run = _failed(course, fact)
    if run is not None:
        run.stuck = ""
        course.go_on(run)


def _failed(course: Course, fact: Fact) -> Run | None:
    run = course.state.runs.get(fact.data["run"])
    return run if run is not None and run.is_active and run.stuck == "act" else None


def sub_ended(course: Course, fact: Fact) -> None:
    """The flow that was waited for has ended."""
    run = course.state.runs.get(fact.data["run"])
    if run is None or not run.is_active:
        return
    node = course.graph.nodes[run.node]
    if fact.data["outcome"] != "agreed" and isinstance(node, Subflow) and node.refused == "refuse":
        course.close(run, "refused")
        course.finish("refused")
    else:
        course.go_on(run)


def withdrawn(course: Course, fact: Fact) -> None:
    """The initiator calls it off."""
    course.tell([task.person for task in course.state.open_tasks()], "withdrawn", str(fact.data.get("reason", "")))
    course.finish("withdrawn")


def ended(course: Course, fact: Fact) -> None:
    """Somebody who cares for flows ends it."""
    holders = [task.person for task in course.state.open_tasks()]
    course.tell([*holders, course.state.initiator], "ended", str(fact.data.get("reason", "")))
    course.finish("ended")


def suspended(course: Course, fact: Fact) -> None:
    """Clocks and tasks rest."""
    course.state.status = "suspended"


def resumed(course: Course, fact: Fact) -> None:
    """They go on."""
    course.state.status = "running"
    course.tell([task.person for task in course.state.open_tasks()], "turn")


def moved(course: Course, fact: Fact) -> None:
    """Somebody who cares for flows puts it at another node, or opens it again there; what was said stays."""
    course.state.status = "running"
    course.state.round += 1
    course.state.held = []
    course.leap((), fact.data["to"])


def reassigned(course: Course, fact: Fact) -> None:
    """Somebody who cares for flows gives a task to another person, or finds people where nobody was found."""
    task = course.state.tasks.get(fact.data.get("task", 0))
    if task is not None and task.is_undecided:
        hand_on(course, task, fact.data["to"])
    elif (run := _asking(course, fact)) is not None:
        found(course, Fact(number=fact.number, kind="found", at=fact.at, data=_by_hand(run, fact)))


def _asking(course: Course, fact: Fact) -> Run | None:
    run = course.state.runs.get(fact.data.get("run", 0))
    return run if run is not None and run.status == "asking" and run.node != MEND else None


def _by_hand(run: Run, fact: Fact) -> dict[str, object]:
    return {"run": run.number, "node": run.node, "people": [fact.data["to"]], "purpose": "empty"}


NOTING: dict[str, Handler] = {"commented": noted, "asked": noted, "answered": noted, "acted": woke}
NOTING |= {
    handler.__name__: handler
    for handler in (
        started, found, copied, read, chased, watched, time_came, woke, act_failed, tried_again, gone_on, sub_ended,
        withdrawn, ended, suspended, resumed, moved, reassigned,
    )
}  # fmt: skip
