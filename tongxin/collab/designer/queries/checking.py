"""What is wrong with a drawn flow, where, and how to mend it, in words. Looks at posts, roles, people and other flows too."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tongxin.base.filters import FilterField
from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.collab.access.models import Assignment, Role
from tongxin.collab.approvals.models import Flow, FlowVersion
from tongxin.collab.approvals.queries.descriptions import Json, node_of, unfit, walk
from tongxin.collab.designer.queries.conditions import asked_fields, filter_of, flat
from tongxin.collab.designer.rules.checking import Found, found_in
from tongxin.collab.org.models import Post, Unit
from tongxin.collab.people.models import Person

_TYPES = {"text": "text", "long": "text", "number": "number", "date": "date", "choice": "text", "person": "number"}


@dataclass(frozen=True)
class FlowFault:
    """One fault: at which step (`key`, `name`), what, and how to mend it. What `stops` keeps the flow from being published."""

    key: str
    name: str
    what: str
    mend: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.name}: {self.what} {self.mend}" if self.name else f"{self.what} {self.mend}"


def faults_of(graph: Json, kind: str, *, flow: str = "") -> list[FlowFault]:
    """All faults, those that stop it first. `flow` is the key of the flow itself."""
    entry = approval_kinds.get(kind)
    types = {**entry.facts, **{one["key"]: _TYPES[one["type"]] for one in graph.get("form", [])}}
    found = [
        *found_in(graph, types),
        *_arms_never_taken(graph, entry),
        *_of_people(graph),
        *_of_flows(graph, entry, flow),
    ]
    faults = [_said(graph, one) for one in found]
    if not any(one.stops for one in faults):
        faults += _unread(graph, entry)
    return sorted(faults, key=lambda one: not one.stops)


def _unread(graph: Json, entry: ApprovalKind) -> list[FlowFault]:
    """What the engine itself refuses, should no check above have named it."""
    return [FlowFault("", "", text, _("Undo the last change.")) for _place, text in unfit(graph, entry.kind)]


# -- arms -------------------------------------------------------------------------------------------------------------


def _arms_never_taken(graph: Json, entry: ApprovalKind) -> list[Found]:
    """The first arm that holds is taken: what a later one asks must not lie wholly within an earlier one."""
    fields, found = flat(asked_fields(graph, entry)), []
    for node in walk(graph["line"]):
        if node["type"] != "fork" or node["mode"] != "first":
            continue
        before: list[tuple[str, tuple[str, Decimal, Decimal] | str]] = []
        for arm in node["arms"]:
            span = _span(arm.get("when", ""), fields)
            hiding = next((name for name, other in before if span and _within(span, other)), None)
            if hiding is not None:
                found.append(Found(key=node["key"], why="arm_never", about={"name": arm["name"], "before": hiding}))
            if span:
                before.append((arm["name"], span))
    return found


def _span(text: str, fields: list[FilterField]) -> tuple[str, Decimal, Decimal] | str:
    """Of one comparison of a number the field with its bounds, else the condition as it stands. Open ends count as whole steps."""
    data = filter_of(text, fields) if text else None
    tests = data.get("and", []) if data else []
    if len(tests) != 1 or "value" not in tests[0] or tests[0].get("op") not in ("lt", "le", "gt", "ge"):
        return text.strip()
    try:
        value = Decimal(str(tests[0]["value"]))
    except ArithmeticError:
        return text.strip()
    step, far = Decimal("0.000001"), Decimal("1e20")
    bounds = {"lt": (-far, value - step), "le": (-far, value), "gt": (value + step, far), "ge": (value, far)}
    return (tests[0]["field"], *bounds[tests[0]["op"]])


def _within(span: Any, other: Any) -> bool:  # Any: as _span answers
    if isinstance(span, str) or isinstance(other, str):
        return bool(span == other)
    return bool(span[0] == other[0] and span[1] >= other[1] and span[2] <= other[2])


# -- people, posts, roles, units --------------------------------------------------------------------------------------


def _of_people(graph: Json) -> list[Found]:
    found: list[Found] = []
    for node in walk(graph["line"]):
        for source in node.get("who", ()):
            check = _SOURCES.get(source["from"])
            found += check(node["key"], source) if check else []
        stand_in = node.get("empty_person")
        if stand_in and not Person.objects.active().filter(pk=stand_in).exists():
            found.append(Found(key=node["key"], why="stand_in_left"))
    return found


def _role(key: str, source: Json) -> list[Found]:
    name = source.get("role", "")
    if name and not Role.objects.filter(name=name).exists():
        return [Found(key=key, why="role_gone", about={"name": name})]
    held = Assignment.objects.filter(role__name=name, person__deactivated_at=None)
    return [Found(key=key, why="role_empty", about={"name": name})] if name and not held.exists() else []


def _post(key: str, source: Json) -> list[Found]:
    title = source.get("title", "")
    if title and not Post.objects.filter(title=title).exists():
        return [Found(key=key, why="post_unknown", about={"name": title})]
    held = Post.objects.held().filter(title=title, person__deactivated_at=None)
    return [Found(key=key, why="post_empty", about={"name": title})] if title and not held.exists() else []


def _people(key: str, source: Json) -> list[Found]:
    named = set(source.get("people", ()))
    here = set(Person.objects.active().filter(pk__in=named).values_list("pk", flat=True))
    if not named or named == here:
        return []
    names = pgettext("between names", ", ").join(
        Person.objects.filter(pk__in=named - here).values_list("name", flat=True)
    )
    return [Found(key=key, why="people_left" if here else "people_all_left", about={"name": names or "?"})]


def _head(key: str, source: Json) -> list[Found]:
    if "unit" not in source or Unit.objects.open().filter(pk=source["unit"]).exists():
        return []
    return [Found(key=key, why="unit_closed")]


_SOURCES = {"role": _role, "post": _post, "people": _people, "head": _head}


# -- other flows, acts ------------------------------------------------------------------------------------------------


def _of_flows(graph: Json, entry: ApprovalKind, own: str) -> list[Found]:
    found = []
    graphs: dict[str, Json] = {}
    for node in walk(graph["line"]):
        if node["type"] == "act" and node.get("act") not in entry.acts:
            found.append(Found(key=node["key"], why="act_unknown"))
        if node["type"] != "subflow":
            continue
        graphs = graphs or _in_use()
        name = node.get("flow", "")
        if name not in graphs and name != own:
            found.append(Found(key=node["key"], why="flow_gone" if name else "flow_unsaid"))
        elif name == own or own in _reached(graphs, name):
            found.append(Found(key=node["key"], why="flow_circle"))
    return found


def _in_use() -> dict[str, Json]:
    current = {flow.pk: flow for flow in Flow.objects.in_use()}
    rows = FlowVersion.objects.filter(flow__in=current)
    return {current[one.flow_id].key: one.graph for one in rows if one.number == current[one.flow_id].current}


def _reached(graphs: dict[str, Json], first: str) -> set[str]:
    """All flows that a flow begins, and those that these begin."""
    reached, waiting = set(), [first]
    while waiting:
        graph = graphs.get(waiting.pop())
        for node in walk(graph["line"]) if graph else ():
            if node["type"] == "subflow" and node["flow"] not in reached:
                reached.add(node["flow"])
                waiting.append(node["flow"])
    return reached


# -- words ------------------------------------------------------------------------------------------------------------


def _said(graph: Json, found: Found) -> FlowFault:
    node = node_of(graph, found.key) if found.key else None
    about = {"name": "", "field": "", "text": "", "before": "", **found.about}
    for name in ("names",):
        about[name] = pgettext("between names", ", ").join(found.about.get(name, ()))
    what, mend = _words(found.why)
    stops = found.why not in (
        "role_empty",
        "post_empty",
        "people_left",
        "loop_unchanged",
        "nobody_decides",
        "stand_in_left",
    )
    return FlowFault(found.key, node["name"] if node else "", what % about, mend % about, stops)


def _words(why: str) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    return {
        "nobody_decides": (_("Nobody is asked in this flow: every request passes by itself."), _("Add a step where somebody decides.")),
        "fork_few": (_("A fork needs two ways or more."), _("Add a way, or remove the fork.")),
        "fork_dead_end": (_("This fork is a dead end: a request for which no way fits would get stuck."), _("Let one way be for all other cases.")),
        "fork_many_others": (_("Several ways are for all other cases: %(names)s."), _("Leave it to one of them and say for the others when they hold.")),
        "condition_unsaid": (_("It is not said when “%(name)s” holds."), _("Say when, or let it be for all other cases.")),
        "condition_unfit": (_("The condition of “%(name)s” can't be worked out. %(text)s"), _("Build it anew from the fields of the form.")),
        "field_gone": (_("“%(name)s” asks for the field “%(field)s”, which the form does not have."), _("Add the field to the form, or choose another one.")),
        "arm_never": (_("“%(name)s” is never reached: whatever fits it has gone by “%(before)s” before."), _("Put it before that way, or change when it holds.")),
        "never_reached": (_("Nothing ever comes here: “%(name)s” ends it before."), _("Move this step before it, or remove it.")),
        "who_unsaid": (_("It is not said who."), _("Choose who under “Who”.")),
        "stand_in_unsaid": (_("It is not said who decides when nobody is found."), _("Name somebody, or leave it to the administrators.")),
        "stand_in_left": (_("Whoever should decide when nobody is found has left."), _("Name somebody who works here.")),
        "back_gone": (_("The step to which it goes back is not on this line or on one around it."), _("Choose a step that comes before this one.")),
        "loop_always": (_("This is a loop without exit: it goes back in any case."), _("Say when it goes back.")),
        "loop_unchanged": (_("Nobody on the way back can change %(names)s, so it goes round until the limit."), _("Let a step on the way fill that in, or ask for something else.")),
        "wait_unsaid": (_("It is not said how long to wait, or both a time and a day are."), _("Say either how long or until which day.")),
        "role_gone": (_("The role “%(name)s” does not exist any more."), _("Choose another role.")),
        "role_empty": (_("Nobody has the role “%(name)s” now."), _("Give somebody the role, or choose another one; until then the rule for “nobody found” holds.")),
        "post_unknown": (_("Nobody ever had the post “%(name)s” here."), _("Choose a post from the list.")),
        "post_empty": (_("Nobody has the post “%(name)s” now."), _("Fill the post, or choose another one; until then the rule for “nobody found” holds.")),
        "people_left": (_("%(name)s has left."), _("Name somebody else; until then the superior is asked.")),
        "people_all_left": (_("Everybody named here has left: %(name)s."), _("Name somebody who works here, or better a post.")),
        "unit_closed": (_("The unit whose head is asked was closed."), _("Choose another unit.")),
        "act_unknown": (_("The system does not know this act any more."), _("Choose another act, or remove the step.")),
        "flow_unsaid": (_("It is not said which flow runs."), _("Choose a flow.")),
        "flow_gone": (_("The flow that should run is not in use any more."), _("Choose another flow.")),
        "flow_circle": (_("This is a loop without exit: the other flow begins this one again."), _("Choose another flow, or remove the step.")),
    }[why]  # fmt: skip
