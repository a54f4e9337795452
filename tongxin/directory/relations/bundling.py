"""Which nodes of a large forest stand alone, and which are bundled with their like, so that a picture of hundreds stays readable. Pure."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
ALL = "all"


@dataclass(frozen=True)
class Bundle(Generic[K]):
    """Some nodes under one parent that are drawn as one; `members` are they and all below them. `key` asks for them one by one."""

    key: str
    under: K
    label: str
    members: tuple[K, ...]


@dataclass(frozen=True)
class Forest(Generic[K]):
    """What is drawn: nodes with their parents, and bundles by key. Every node is in one of the two, once."""

    parents: dict[K, K | None]
    bundles: dict[str, Bundle[K]]


def bundled(
    parents: Mapping[K, K | None],
    weighty: Collection[K],
    *,
    name: Callable[[K], str],
    like: Callable[[K], str],
    opened: Collection[str] = (),
    least: int = 4,
) -> Forest[K]:
    """What is `weighty` and all above it stands alone, as does every root; others are bundled with those beside them that are `like` them, where
    there are `least` or more. A label reads “kind/sort”: sorts of too few are one bundle of their kind, "kind/". `opened` are keys of bundles
    that are unpacked, or ALL."""
    above = {node: parent if parent in parents else None for node, parent in parents.items()}
    children: dict[K | None, list[K]] = {}
    for node, parent in above.items():
        children.setdefault(parent, []).append(node)
    kept = _with_all_above(weighty, above)
    found: Forest[K] = Forest({}, {})
    rank: list[K] = list(children.get(None, []))
    while rank:
        node = rank.pop()
        found.parents[node] = above[node]
        light: list[K] = []
        for child in children.get(node, []):
            (rank if child in kept or ALL in opened else light).append(child)
        for label, some in _groups(light, like, least).items():
            key = f"{name(node)}/{label}"
            members = _with_all_below(some, children)
            if len(members) < least or key in opened:
                rank += some
            else:
                found.bundles[key] = Bundle(key, node, label, members)
    inside = {one for bundle in found.bundles.values() for one in bundle.members}
    # In the order given; what hangs in a ring of parents is reached from no root, and stands alone.
    return Forest({node: above[node] for node in parents if node not in inside}, found.bundles)


def _groups(nodes: Collection[K], like: Callable[[K], str], least: int) -> dict[str, list[K]]:
    """Nodes by label; where a sort has too few, by kind."""
    groups: dict[str, list[K]] = {}
    for node in nodes:
        groups.setdefault(like(node), []).append(node)
    found: dict[str, list[K]] = {}
    for label, some in groups.items():
        found.setdefault(label if len(some) >= least else f"{label.partition('/')[0]}/", []).extend(some)
    return found


def _with_all_above(nodes: Collection[K], above: Mapping[K, K | None]) -> set[K]:
    found: set[K] = set()
    for node in nodes:
        at: K | None = node
        while at is not None and at not in found:
            found.add(at)
            at = above.get(at)
    return found


def _with_all_below(nodes: Collection[K], children: Mapping[K | None, list[K]]) -> tuple[K, ...]:
    found: dict[K, None] = {}
    rank = list(nodes)
    while rank:
        node = rank.pop()
        if node not in found:
            found[node] = None
            rank += children.get(node, [])
    return tuple(found)
