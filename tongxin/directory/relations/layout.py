"""Where a forest is drawn: columns by rank, rows by leaf, parents in the middle of their children. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def tree_places(parents: Mapping[K, K | None]) -> dict[K, tuple[int, float]]:
    """For each node its column and row. Children stand in the order given, one column right of their parent; no two nodes of a column
    are nearer than one row. A parent that isn't there, or a ring of parents, makes a root."""
    children: dict[K | None, list[K]] = {}
    for node, parent in parents.items():
        above = parent if parent in parents and not _loops(node, parents) else None
        children.setdefault(above, []).append(node)
    places: dict[K, tuple[int, float]] = {}
    row = 0.0
    # (node, column, are its children placed): a stack, because people draw trees deeper than a recursion may go.
    stack: list[tuple[K, int, bool]] = [(root, 0, False) for root in reversed(children.get(None, []))]
    while stack:
        node, column, is_ready = stack.pop()
        below = children.get(node, [])
        if below and not is_ready:
            stack.append((node, column, True))
            stack += [(child, column + 1, False) for child in reversed(below)]
        elif below:
            places[node] = (column, (places[below[0]][1] + places[below[-1]][1]) / 2)
        else:
            places[node] = (column, row)
            row += 1
    return places


def _loops(node: K, parents: Mapping[K, K | None]) -> bool:
    seen = {node}
    above = parents.get(node)
    while above is not None and above in parents:
        if above in seen:
            return above == node
        seen.add(above)
        above = parents[above]
    return False


def beside(wanted: Sequence[float]) -> list[float]:
    """Rows near the wanted ones, none nearer than one row to another, in the order of the wanted ones."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = [0.0] * len(wanted)
    last = float("-inf")
    for place in order:
        last = max(wanted[place], last + 1)
        found[place] = last
    return found
