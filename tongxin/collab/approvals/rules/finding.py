"""When the people of a step are found: who is asked, who need not be, and what if there is nobody."""

from collections.abc import Mapping
from typing import Any

from tongxin.collab.approvals.rules import commands as do
from tongxin.collab.approvals.rules.completion import settle
from tongxin.collab.approvals.rules.course import Course
from tongxin.collab.approvals.rules.entries import Fact
from tongxin.collab.approvals.rules.graph import Step
from tongxin.collab.approvals.rules.state import Run

_OWN_SOURCES: Mapping[str, Mapping[str, Any]] = {  # Any: JSON values
    "superior": {"from": "superior", "up": 1},
    "head": {"from": "head"},
}


def found(course: Course, fact: Fact) -> None:
    """People were found for a step, for the initiator's place in it, or because nobody was."""
    run = course.state.runs.get(fact.data["run"])
    if run is None or run.status != "asking" or run.node != fact.data["node"]:
        return
    node = course.graph.step(run.node)
    people = list(dict.fromkeys([*run.found, *fact.data["people"]]))
    purpose = fact.data.get("purpose", "step")
    initiator = course.state.initiator
    if purpose == "step" and initiator in people and node.own in _OWN_SOURCES:
        run.found = [one for one in people if one != initiator]
        course.commands.append(do.Find(run=run.number, node=run.node, who=(_OWN_SOURCES[node.own],), purpose="own"))
        return
    is_own_skipped = node.own == "skip" and initiator in people
    if purpose == "own" or (purpose == "step" and node.own != "self"):
        people = [one for one in people if one != initiator]
    if people:
        _ask_people(course, run, node, people)
    elif is_own_skipped:
        course.go_on(run)
    else:
        _nobody(course, run, node, purpose)


def _nobody(course: Course, run: Run, node: Step, purpose: str) -> None:
    """Never skipped in silence: the flow says what then, and the trace keeps it."""
    if purpose == "empty":
        run.stuck = "nobody"
    elif node.empty == "pass":
        course.go_on(run)
    elif node.empty == "refuse":
        course.close(run, "refused")
        course.finish("refused")
    else:
        named = {"from": "people", "people": [node.empty_person]}
        who = named if node.empty == "person" else {"from": "administrators"}
        course.commands.append(do.Find(run=run.number, node=run.node, who=(who,), purpose="empty"))


def _ask_people(course: Course, run: Run, node: Step, people: list[int]) -> None:
    run.status, run.stuck = "open", ""
    spared = _spared(course, run)
    for order, person in enumerate(people):
        status = "queued" if node.how == "in_order" and order else "open"
        task = course.new_task(
            run, person, order=order, weight=node.weights.get(person, 1), is_veto=person in node.veto, status=status
        )
        if person in spared and not node.is_do:
            task.status, task.decided_at = "skipped", course.fact.at
    course.tell([task.person for task in course.state.tasks_of(run.number) if task.is_open], "turn")
    settle(course, run)


def _spared(course: Course, run: Run) -> set[int]:
    """Who agreed before and is not asked twice, as the flow says."""
    graph, state = course.graph, course.state
    if graph.repeat == "every":
        return set()
    before = [one for one in state.runs.values() if one.number < run.number and one.round == run.round]
    steps = [one for one in before if one.status == "passed" and isinstance(graph.nodes.get(one.node), Step)]
    if graph.repeat == "consecutive":
        steps = steps[-1:]
    numbers = {one.number for one in steps}
    return {
        task.person for task in state.tasks.values() if task.run in numbers and task.status in ("agreed", "skipped")
    }


def copied(course: Course, fact: Fact) -> None:
    """People were found who get to know: each is told once for the whole approval."""
    fresh = [one for one in dict.fromkeys(fact.data["people"]) if one not in course.state.copied]
    course.state.copied += fresh
    course.tell(fresh, "copied")
