"""What is wrong with a drawn flow as such, without looking at people or other flows. Pure; each fault names its node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongxin.base.formulas import Fault, Node, names_in, read_formula, run, type_of
from tongxin.collab.approvals.queries.descriptions import Json, node_of, walk
from tongxin.collab.designer.rules.editing import line_of


@dataclass(frozen=True, kw_only=True)
class Found:
    """One fault at a node (none: the whole flow). `why` says which; `about` are the words it needs."""

    key: str = ""
    why: str
    about: Mapping[str, Any] = field(default_factory=dict)  # Any: texts and numbers


def found_in(graph: Json, types: Mapping[str, str]) -> list[Found]:
    """All of them, as the nodes stand. `types` are those of the facts that conditions may ask."""
    found = [Found(why="nobody_decides")] if not any(_decides(one) for one in walk(graph["line"])) else []
    for node in walk(graph["line"]):
        found += _CHECKS[node["type"]](graph, node, types) if node["type"] in _CHECKS else []
    found += _after_the_end(graph["line"])
    return found


def _decides(node: Json) -> bool:
    return node["type"] in ("step", "do", "judge", "subflow")


def _fork(graph: Json, node: Json, types: Mapping[str, str]) -> list[Found]:
    key, arms = node["key"], node["arms"]
    if len(arms) < 2:
        return [Found(key=key, why="fork_few")]
    if node["mode"] == "all":
        return []
    others = [arm["name"] for arm in arms if "when" not in arm]
    found = [] if others else [Found(key=key, why="fork_dead_end")]
    if len(others) > 1:
        found.append(Found(key=key, why="fork_many_others", about={"names": others}))
    for arm in arms:
        if "when" in arm:
            found += _condition(key, arm["when"], types, arm["name"])
    return found


def _condition(key: str, text: str, types: Mapping[str, str], name: str) -> list[Found]:
    if not text.strip():
        return [Found(key=key, why="condition_unsaid", about={"name": name})]
    try:
        tree = read_formula(text)
        unknown = [one for one in names_in(tree) if one not in types]
        if unknown:
            return [Found(key=key, why="field_gone", about={"name": name, "field": unknown[0]})]
        if type_of(tree, types) != "yes_no":
            return [Found(key=key, why="condition_unfit", about={"name": name, "text": ""})]
    except Fault as fault:
        return [Found(key=key, why="condition_unfit", about={"name": name, "text": fault.text})]
    return []


def _step(graph: Json, node: Json, types: Mapping[str, str]) -> list[Found]:
    key, found = node["key"], _who(node)
    if node.get("empty") == "person" and not node.get("empty_person"):
        found.append(Found(key=key, why="stand_in_unsaid"))
    for one in node.get("who", ()):
        if one["from"] == "field" and one.get("field") and one["field"] not in types:
            found.append(Found(key=key, why="field_gone", about={"name": node["name"], "field": one["field"]}))
    to = node.get("refuse", "end")
    if to not in ("end", "initiator", "previous") and not _may_lead(graph, key, to):
        found.append(Found(key=key, why="back_gone"))
    return found


_NEEDED = {"people": "people", "role": "role", "post": "title", "field": "field"}


def _who(node: Json) -> list[Found]:
    sources = node.get("who", [])
    unsaid = [one for one in sources if one["from"] in _NEEDED and not one.get(_NEEDED[one["from"]])]
    return [Found(key=node["key"], why="who_unsaid")] if not sources or unsaid else []


def _may_lead(graph: Json, key: str, to: str) -> bool:
    """Whether a node may lead to another: on its line, or on one around it."""
    return node_of(graph, to) is not None and any(
        one["key"] == to for line in _lines_around(graph, key) for one in line
    )


def _lines_around(graph: Json, key: str) -> Iterator[list[Json]]:
    line, _at = line_of(graph, key)
    yield line
    for node in walk(graph["line"]):
        if any(arm["line"] is line for arm in node.get("arms", ())):
            yield from _lines_around(graph, node["key"])
            return


def _route(graph: Json, node: Json, types: Mapping[str, str]) -> list[Found]:
    """A way back must end: somebody on it has to be able to change what it asks."""
    key = node["key"]
    if not node.get("to") or not _may_lead(graph, key, node["to"]):
        return [Found(key=key, why="back_gone")]
    found = _condition(key, node.get("when", ""), types, node["name"])
    if found:
        return found
    tree = read_formula(node["when"])
    asked = set(names_in(tree))
    if not asked and _always(tree):
        return [Found(key=key, why="loop_always")]
    passed = list(_between(graph, node["to"], key))
    if not any(one["type"] in ("act", "subflow") or asked & _filled_in(one) for one in passed):
        return [Found(key=key, why="loop_unchanged", about={"names": sorted(asked)})]
    return []


def _always(tree: Node) -> bool:
    return run(tree, {}) is True


def _between(graph: Json, first: str, last: str) -> Iterator[Json]:
    keys = [node["key"] for node in walk(graph["line"])]
    low, high = sorted((keys.index(first), keys.index(last)))
    yield from list(walk(graph["line"]))[low : high + 1]


def _filled_in(node: Json) -> set[str]:
    """What people may change at a step, going back to the initiator opens everything."""
    if node["type"] not in ("step", "do"):
        return set()
    return {name for name, right in node.get("fields", {}).items() if right in ("write", "must")}


def _wait(graph: Json, node: Json, types: Mapping[str, str]) -> list[Found]:
    until, minutes = node.get("until"), node.get("minutes")
    if bool(until) == bool(minutes):
        return [Found(key=node["key"], why="wait_unsaid")]
    if until and types.get(until) != "date":
        return [Found(key=node["key"], why="field_gone", about={"name": node["name"], "field": until})]
    return []


def _notice(graph: Json, node: Json, types: Mapping[str, str]) -> list[Found]:
    return _who(node)


_CHECKS = {"fork": _fork, "step": _step, "do": _step, "route": _route, "wait": _wait, "notice": _notice}


def _after_the_end(line: list[Json]) -> list[Found]:
    """Nodes to which no approval ever comes, because one before always ends it."""
    found: list[Found] = []
    for at, node in enumerate(line):
        for arm in node.get("arms", ()):
            found += _after_the_end(arm["line"])
        if _always_ends(node) and line[at + 1 :]:
            found.append(Found(key=line[at + 1]["key"], why="never_reached", about={"name": node["name"]}))
            break
    return found


def _always_ends(node: Json) -> bool:
    if node["type"] == "judge":
        return node.get("outcome") == "refuse"
    if node["type"] != "fork":
        return False
    ends = [any(_always_ends(one) for one in arm["line"]) for arm in node["arms"]]
    return any(ends) if node["mode"] == "all" else bool(ends) and all(ends)
