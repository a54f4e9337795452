"""From a history to where it stands: the one way in."""

from collections.abc import Iterable

from tongxin.collab.approvals.rules.course import Course, Impossible, ask
from tongxin.collab.approvals.rules.deciding import DECIDING
from tongxin.collab.approvals.rules.entries import DEEDS, Fact
from tongxin.collab.approvals.rules.graph import Act, Graph, Subflow
from tongxin.collab.approvals.rules.noting import NOTING

_HANDLERS = {**NOTING, **DECIDING}
KINDS = frozenset({*_HANDLERS, "taken_back"})


def decide(graph: Graph, history: Iterable[Fact]) -> Course:
    """Where an approval stands, and the commands of its last entry. Pure: the time is that of the entries."""
    course = Course(graph)
    for fact in history:
        take(course, fact)
    return course


def take(course: Course, fact: Fact) -> None:
    """One more entry. Raises Impossible for one that can't follow."""
    course.begin(fact)
    if fact.kind == "taken_back":
        _take_back(course, fact)
    else:
        _HANDLERS[fact.kind](course, fact)
    course.past.append(fact)
    course.check_stuck()


def _take_back(course: Course, fact: Fact) -> None:
    """As if the entry had not been, nor what it alone made necessary. What others did meanwhile stays."""
    course.state = without(course, fact.data["entry"]).state
    for run in course.state.active_runs():
        if run.status == "asking":
            ask(course, run)
    reopened = course.state.tasks.get(fact.data["task"])
    if reopened is not None:
        reopened.since = fact.at


def without(course: Course, number: int) -> Course:
    """The course without one decision and what followed from it alone. Raises Impossible when somebody has built on it."""
    gone = dropped(course.past) | {number}
    kept = Course(course.graph)
    for fact in course.past:
        if fact.kind == "taken_back" or fact.number in gone:
            continue
        if fact.data.get("cause") in gone:
            gone.add(fact.number)
            continue
        kept.begin(fact)
        _HANDLERS[fact.kind](kept, fact)
        kept.past.append(fact)
    return kept


def dropped(past: Iterable[Fact]) -> set[int]:
    """The numbers of decisions that were taken back."""
    return {int(fact.data["entry"]) for fact in past if fact.kind == "taken_back"}


def last_decision(course: Course, person: int) -> Fact | None:
    """The newest decision of this person (or made for this person) that still counts."""
    gone = dropped(course.past)
    for fact in reversed(course.past):
        if fact.kind in DEEDS and fact.number not in gone and person in (fact.by, fact.on_behalf):
            return fact
    return None


def can_take_back(course: Course, number: int) -> bool:
    """Whether nobody has acted on it yet."""
    if course.state.status not in ("running", "stuck"):
        return False
    decision = next((fact for fact in course.past if fact.number == number), None)
    try:
        then = without(course, number).state
    except Impossible:
        return False
    task = then.tasks.get(decision.data.get("task", 0)) if decision is not None else None
    if task is None or not task.is_open:  # somebody else has closed the step since
        return False
    undecided = [one.person for one in then.tasks_of(task.run) if one.is_undecided and one.origin != "counter"]
    if len(undecided) > len(set(undecided)):
        return False  # it came to somebody once more in another way
    # What an act or another flow has done outside can't be undone here, whoever's decision brought it about.
    undone = [run.node for key, run in course.state.runs.items() if key not in then.runs]
    return not any(isinstance(course.graph.nodes.get(node), Act | Subflow) for node in undone)


__all__ = ["KINDS", "Course", "Impossible", "can_take_back", "decide", "dropped", "last_decision", "take", "without"]
