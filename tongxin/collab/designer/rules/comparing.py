"""What is different between two descriptions of a flow. Pure; nodes are the same when their keys are."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongxin.collab.approvals.queries.descriptions import Json


@dataclass(frozen=True, kw_only=True)
class Difference:
    """`what` is added, removed, changed, moved, or flow for rules of the whole; `names` are the values that changed."""

    what: str
    key: str = ""
    names: tuple[str, ...] = ()
    before: Json | None = None
    after: Json | None = None


def compared(before: Json, after: Json) -> list[Difference]:
    """All differences, as the nodes stand now; what is gone comes last. A node within a new or a gone fork is told with it."""
    found: list[Difference] = []
    rules = tuple(name for name in ("form", "repeat", "withdraw", "chase") if before.get(name) != after.get(name))
    if rules:
        found.append(Difference(what="flow", names=rules, before=before, after=after))
    was, now = _placed(before), _placed(after)
    for key, (node, _line, _previous) in now.items():
        if key not in was:
            found.append(Difference(what="added", key=key, after=node))
            continue
        names = _changed(was[key][0], node)
        if names:
            found.append(Difference(what="changed", key=key, names=names, before=was[key][0], after=node))
    found += [Difference(what="moved", key=key, before=was[key][0], after=now[key][0]) for key in _moved(was, now)]
    found += [Difference(what="removed", key=key, before=node) for key, (node, *_rest) in was.items() if key not in now]
    return found


Placed = dict[str, tuple[Json, str, int]]


def _placed(graph: Json) -> Placed:
    """Each node with the line on which it stands and its number there."""
    return {node["key"]: (node, line, at) for node, line, at in _lines(graph["line"], "")}


def _lines(line: list[Json], place: str) -> Iterator[tuple[Json, str, int]]:
    for at, node in enumerate(line):
        yield node, place, at
        for arm in node.get("arms", ()):
            yield from _lines(arm["line"], f"{node['key']}:{arm['name']}")


def _changed(old: Json, new: Json) -> tuple[str, ...]:
    names = [name for name in {**old, **new} if name not in ("key", "arms") and old.get(name) != new.get(name)]
    own = [[{k: v for k, v in arm.items() if k != "line"} for arm in node.get("arms", ())] for node in (old, new)]
    return tuple([*names, "arms"] if own[0] != own[1] else names)


def _moved(was: Placed, now: Placed) -> list[str]:
    """Nodes on another line, and those that changed their order among the ones that stayed on theirs."""
    stayed = [key for key in now if key in was and was[key][1].split(":")[0] == now[key][1].split(":")[0]]
    lines: dict[str, list[str]] = {}
    for key in stayed:
        lines.setdefault(now[key][1], []).append(key)
    moved = [key for key in now if key in was and key not in stayed]
    for keys in lines.values():
        before = sorted(keys, key=lambda key: was[key][2])
        moved += [key for key, other in zip(keys, before, strict=True) if key != other]
    return moved
