"""Changing the description of a flow, one edit at a time. Pure: a description and an edit give a new description.

A draft may be unfinished; whether it can be published is asked elsewhere. Places are named by keys, so that an edit means the same
after somebody else has changed another part: `first` is the beginning, `after:KEY` behind a node, `in:KEY:2` the beginning of an arm.
"""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tongxin.collab.approvals.queries.descriptions import Json, node_of, walk


class EditRefused(ValueError):
    """The edit does not fit the draft any more. `why`: gone, changed, inside, few, many."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change. `key` is the node it is about, `seen` the seal of what was shown of it; of `values`, None takes a key away."""

    deed: str
    key: str = ""
    place: str = ""
    arm: int = -1
    values: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON values
    seen: str = ""


def line_of(graph: Json, key: str) -> tuple[list[Json], int]:
    """The line on which a node stands, and where. Raises EditRefused."""
    waiting = [graph["line"]]
    while waiting:
        line = waiting.pop()
        for at, node in enumerate(line):
            if node["key"] == key:
                return line, at
            waiting += [arm["line"] for arm in node.get("arms", ())]
    raise EditRefused("gone")


def seal(node: Json) -> str:
    """Of what a node says itself, without what stands on its arms: tells whether it was changed since it was shown."""
    own = {name: value for name, value in node.items() if name != "arms"}
    own["arms"] = [{name: value for name, value in arm.items() if name != "line"} for arm in node.get("arms", ())]
    return sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:12]


def edited(graph: Json, edit: Edit, *, fresh: Callable[[], str]) -> tuple[Json, str]:
    """The description after an edit, and the key of the node to look at next. `fresh` gives keys that were never used.

    Raises EditRefused.
    """
    after = deepcopy(graph)
    return after, _EDITS[edit.deed](after, edit, fresh)


def _seen(graph: Json, edit: Edit) -> Json:
    """The node of an edit, as it was shown. Raises EditRefused."""
    node = node_of(graph, edit.key)
    if node is None:
        raise EditRefused("gone")
    if edit.seen and edit.seen != seal(node):
        raise EditRefused("changed")
    return node


def _line_at(graph: Json, place: str) -> tuple[list[Json], int]:
    verb, _colon, rest = place.partition(":")
    if verb == "first":
        return graph["line"], 0
    if verb == "after":
        line, at = line_of(graph, rest)
        return line, at + 1
    key, _colon, number = rest.rpartition(":")
    arms = (node_of(graph, key) or {}).get("arms", [])
    if not number.isdigit() or int(number) >= len(arms):
        raise EditRefused("gone")
    return arms[int(number)]["line"], 0


def _merge(into: Json, values: Mapping[str, Any]) -> None:  # Any: JSON values
    for name, value in values.items():
        if value is None:
            into.pop(name, None)
        else:
            into[name] = value


def _keyed(node: Json, fresh: Callable[[], str]) -> Json:
    """A copy with keys of its own."""
    copied = deepcopy(node)
    for one in walk([copied]):
        one["key"] = fresh()
    return copied


def _insert(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    line, at = _line_at(graph, edit.place)
    line.insert(at, _keyed({"key": "", **edit.values}, fresh))
    return str(line[at]["key"])


def _set(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    _merge(_seen(graph, edit), edit.values)
    return edit.key


def _remove(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    line, at = line_of(graph, edit.key)
    del line[at]
    return str(line[max(at - 1, 0)]["key"]) if line else ""


def _copy(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    line, at = line_of(graph, edit.key)
    line.insert(at + 1, _keyed(line[at], fresh))
    return str(line[at + 1]["key"])


def _move(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    """To another place; never into itself."""
    line, at = line_of(graph, edit.key)
    node = line[at]
    if any(f":{one['key']}:" in f"{edit.place}:" for one in walk([node])):
        raise EditRefused("inside")
    target, to = _line_at(graph, edit.place)
    del line[at]
    target.insert(to - 1 if target is line and to > at else to, node)
    return edit.key


def _shift(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    """One place up or down on its line; `values["by"]` is -1 or 1."""
    line, at = line_of(graph, edit.key)
    to = at + (1 if edit.values["by"] > 0 else -1)
    if 0 <= to < len(line):
        line[at], line[to] = line[to], line[at]
    return edit.key


def _add_arm(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    """A further arm. What is for all other cases stays the last one."""
    arms = _seen(graph, edit)["arms"]
    if len(arms) >= 12:
        raise EditRefused("many")
    is_last_for_others = bool(arms) and "when" not in arms[-1] and "when" in edit.values
    arms.insert(len(arms) - is_last_for_others, {**edit.values, "line": []})
    return edit.key


def _set_arm(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    node = _seen(graph, edit)
    if not 0 <= edit.arm < len(node["arms"]):
        raise EditRefused("gone")
    _merge(node["arms"][edit.arm], edit.values)
    return edit.key


def _remove_arm(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    arms = _seen(graph, edit)["arms"]
    if not 0 <= edit.arm < len(arms):
        raise EditRefused("gone")
    if len(arms) <= 2:
        raise EditRefused("few")
    del arms[edit.arm]
    return edit.key


def _shift_arm(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    """One place to the front: the first arm that holds is taken, so their order counts."""
    arms = _seen(graph, edit)["arms"]
    if 0 < edit.arm < len(arms):
        arms[edit.arm - 1], arms[edit.arm] = arms[edit.arm], arms[edit.arm - 1]
    return edit.key


def _settings(graph: Json, edit: Edit, fresh: Callable[[], str]) -> str:
    """Rules of the whole flow, and the fields of its form."""
    _merge(graph, edit.values)
    return ""


_EDITS: Mapping[str, Callable[[Json, Edit, Callable[[], str]], str]] = {
    "insert": _insert,
    "set": _set,
    "remove": _remove,
    "copy": _copy,
    "move": _move,
    "shift": _shift,
    "add_arm": _add_arm,
    "set_arm": _set_arm,
    "remove_arm": _remove_arm,
    "shift_arm": _shift_arm,
    "settings": _settings,
}
