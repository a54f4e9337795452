"""Why a request goes this way and no other, and how it would go with other facts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongxin.base.formulas import names_in
from tongxin.collab.approvals.models import Approval
from tongxin.collab.approvals.policies import tasks_in_hand
from tongxin.collab.approvals.queries.flows import graph_of
from tongxin.collab.approvals.queries.shown import course_of, hidden_facts, played_from, said_facts
from tongxin.collab.approvals.rules import Course, deeds_of
from tongxin.collab.approvals.rules.graph import Arm, Fork
from tongxin.collab.approvals.rules.values import holds
from tongxin.collab.people.models import Person


@dataclass(frozen=True)
class Way:
    """One way at a fork: taken or not, and the facts that were asked, with what they are (empty: nothing). A way that would fit but stands
    behind the one that was taken `comes_later`."""

    fork: str
    name: str
    is_taken: bool
    facts: Sequence[tuple[str, str]] = ()
    comes_later: bool = False


def ways_of(approval: Approval, course: Course, hidden: Collection[str]) -> list[Way]:
    """Each fork that was passed with the ways that were taken, and those that were not because their condition does not hold. A way is
    left out where its condition asks for a fact that is `hidden` from the reader: that it fits or not would tell of it."""
    found: list[Way] = []
    for run in sorted(course.state.runs.values(), key=lambda one: one.number):
        fork = course.graph.nodes.get(run.node)
        if isinstance(fork, Fork) and fork.mode != "all" and run.arms | _entered(course, run.number):
            taken = run.arms | _entered(course, run.number)
            found += _ways(approval, course, fork, taken, hidden)
    return list({(one.fork, one.name): one for one in found}.values())


def _entered(course: Course, number: int) -> set[int]:
    return {arm for run in course.state.runs.values() for fork, arm in run.scope if fork == number}


def _ways(approval: Approval, course: Course, fork: Fork, taken: set[int], hidden: Collection[str]) -> list[Way]:
    found = []
    for number, arm in enumerate(fork.arms):
        asked = names_in(arm.when) if arm.when is not None else []
        is_told = set(asked).isdisjoint(hidden)
        facts = _said(approval, course, asked) if is_told else []
        if number in taken:
            found.append(Way(fork.name, arm.name, is_taken=True, facts=facts))
        elif arm.when is not None and is_told:
            later = number > min(taken) and _fits(course, arm)
            found.append(Way(fork.name, arm.name, is_taken=False, facts=facts, comes_later=later))
    return found


def _fits(course: Course, arm: Arm) -> bool:
    return arm.when is not None and holds(arm.when, course.state.facts, course.graph.types)


def _said(approval: Approval, course: Course, names: Sequence[str]) -> list[tuple[str, str]]:
    known = {label: "" for _name, label, _text in said_facts(approval, course, dict.fromkeys(names, "?"))}
    shown = said_facts(approval, course, {name: course.state.facts.get(name) for name in names})
    return list((known | {label: text for _name, label, text in shown}).items())


def route_with(
    person: Person, approval: Approval, facts: Mapping[str, Any]
) -> list[tuple[str, list[str]]] | None:  # Any: JSON values
    """Which steps with whom it would go if it were asked for with these facts, everybody agreeing; nothing is written. None where a
    condition asks for a fact that is hidden from this person: the way would tell of it."""
    graph = graph_of(approval.version, approval.kind)
    course, _entries = course_of(approval)
    hidden = hidden_facts(person, approval, course)
    forks = [node for node in graph.nodes.values() if isinstance(node, Fork)]
    if any(arm.when is not None and hidden & set(names_in(arm.when)) for fork in forks for arm in fork.arms):
        return None
    steps = played_from(approval, facts)
    names = dict(Person.objects.filter(pk__in={one for _step, who in steps for one in who}).values_list("pk", "name"))
    return [(step.name, [names[one] for one in who if one in names]) for step, who in steps]


def can_answer_with(person: Person, approval: Approval, deed: str) -> bool:
    """Whether this person has it in hand and may answer so (`counter`, `agree` …)."""
    course, _entries = course_of(approval)
    return any(deed in deeds_of(course, task) for task in tasks_in_hand(person, approval, course))
