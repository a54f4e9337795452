"""What somebody may fill in with a decision: a step's own fields, or everything when the initiator puts it right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.rules import Course, Graph, Step, Task

Fields = list[Mapping[str, Any]]  # Any: JSON values


@dataclass(frozen=True)
class ToFill:
    """Fields with what stands there now, those that must be filled in, and later steps whose people are chosen here."""

    fields: Fields = field(default_factory=list)
    must: set[str] = field(default_factory=set)
    facts: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON values
    choosing: list[Step] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.choosing)


def kind_fields(kind: str) -> Fields:
    """What every request of a kind knows, as form fields."""
    entry = approval_kinds.get(kind)
    return [
        {
            "key": name,
            "label": str(entry.labels.get(name, name)),
            "type": entry.asked.get(name, "long" if type == "text" else type),
            "required": name in entry.required,
        }
        for name, type in entry.facts.items()
    ]


def typed_fields(kind: str, graph: Graph) -> Fields:
    """What people fill in of it: everything but what its kind works out by itself."""
    computed = approval_kinds.get(kind).computed
    return [one for one in fields_of(kind, graph) if one["key"] not in computed]


def worked_out(approval: Any, facts: Mapping[str, Any]) -> dict[str, Any]:  # Any: an approval, JSON values
    """The facts with what follows from them by the kind of the approval."""
    entry = approval_kinds.get(approval.kind)
    typed = {name: value for name, value in facts.items() if name not in entry.computed}
    return typed | {name: value for name, value in entry.derived(approval, typed).items() if name in entry.computed}


def fields_of(kind: str, graph: Graph) -> Fields:
    """What a request says in this flow: its own form, and of what its kind knows whatever the form does not ask in other words."""
    own, is_free = {one["key"] for one in graph.form}, approval_kinds.get(kind).is_free
    # A flow that asks for figures of its own needs no general amount, one that asks for a reason no further words.
    spared = {"amount"} if graph.form else set()
    spared |= {"text"} if "reason" in own else set()
    return [*graph.form, *(one for one in kind_fields(kind) if not (is_free and one["key"] in spared))]


def to_fill(kind: str, course: Course, task: Task) -> ToFill:
    """What goes with an answer to this task."""
    graph, state = course.graph, course.state
    node = graph.nodes.get(state.runs[task.run].node)
    known = typed_fields(kind, graph)
    if task.origin == "mend":
        must = {one["key"] for one in known if one.get("required")}
        return ToFill(known, must, state.facts)
    if not isinstance(node, Step) or task.origin not in ("normal", "beside", "transfer"):
        return ToFill()
    open_fields = [one for one in known if node.fields.get(one["key"]) in ("write", "must")]
    must = {name for name, right in node.fields.items() if right == "must"}
    choosing = [step for step, _source in graph.to_choose("previous") if not state.chosen.get(step.key)]
    return ToFill(open_fields, must, state.facts, choosing)


def to_offer(kind: str, course: Course, task: Task) -> Fields:
    """Figures that a counter-offer from this task can change: those that its step may read, each with what stands there now."""
    node = course.graph.nodes.get(course.state.runs[task.run].node)
    hidden = {name for name, right in node.fields.items() if right == "hidden"} if isinstance(node, Step) else set()
    offered = approval_kinds.get(kind).offered
    seen = [one for one in typed_fields(kind, course.graph) if one["key"] not in hidden]
    chosen = [one for one in seen if (one["key"] in offered if offered else one["type"] == "number")]
    read = approval_kinds.get(kind).typed
    now: Fields = [
        {
            **one,
            "now": str(course.state.facts.get(one["key"]) or ""),
            **({"type": "text"} if one["key"] in read else {}),
        }
        for one in chosen
    ]
    return sorted(now, key=lambda one: offered.index(one["key"])) if offered else now
