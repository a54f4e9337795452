"""Where a forest is drawn: columns by rank, rows by leaf, parents in the middle of their children. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
MOST_COLUMNS = 4


def tree_places(parents: Mapping[K, K | None], *, tallest: int = 0) -> dict[K, tuple[int, float]]:
    """For each node its column and row. Children stand in the order given, one column right of their parent; no two nodes of a column
    are nearer than one row. A parent that isn't there, or a ring of parents, makes a root. More than `tallest` children of one parent
    that have none themselves stand in a block of several columns, after the others; 0: never."""
    children: dict[K | None, list[K]] = {}
    for node, parent in parents.items():
        above = parent if parent in parents and not _loops(node, parents) else None
        children.setdefault(above, []).append(node)
    places: dict[K, tuple[int, float]] = {}
    row = 0.0
    # (node, column, what is still to be done): a stack, because people draw trees deeper than a recursion may go.
    stack: list[tuple[K, int, str]] = [(root, 0, "open") for root in reversed(children.get(None, []))]
    while stack:
        node, column, deed = stack.pop()
        below = children.get(node, [])
        leaves = [child for child in below if child not in children]
        is_block = 0 < tallest < len(leaves)
        if not below:
            places[node] = (column, row)
            row += 1
        elif deed == "open":
            alone = [child for child in below if child in children] if is_block else below
            stack += [(node, column, "middle"), (node, column, "block")]
            stack += [(child, column + 1, "open") for child in reversed(alone)]
        elif deed == "block" and is_block:
            high = max(tallest, -(-len(leaves) // MOST_COLUMNS))
            places |= {leaf: (column + 1 + at // high, row + at % high) for at, leaf in enumerate(leaves)}
            row += high
        elif deed == "middle":
            rows = [places[child][1] for child in below]
            places[node] = (column, (min(rows) + max(rows)) / 2)
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
