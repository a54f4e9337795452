"""What a flow's description says: nodes on lines, and lines on the arms of forks."""

from collections.abc import Iterator
from typing import Any

from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.rules import BadFlow, read_graph

Json = dict[str, Any]  # Any: JSON values


def walk(line: list[Json]) -> Iterator[Json]:
    """All nodes of a line and of the arms within it, as they stand."""
    for node in line:
        yield node
        for arm in node.get("arms", ()):
            yield from walk(arm["line"])


def node_of(graph: Json, key: str) -> Json | None:
    """The node of that key."""
    return next((node for node in walk(graph["line"]) if node["key"] == key), None)


def unfit(graph: Json, kind: str) -> list[tuple[str, str]]:
    """What keeps a description from being used: the place and why. Nothing where it is fit."""
    try:
        read_graph(graph, facts=approval_kinds.get(kind).facts)
    except BadFlow as error:
        return [(place, str(text)) for place, text in error.faults]
    return []
