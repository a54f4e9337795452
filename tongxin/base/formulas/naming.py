"""Names in formulas: which there are, writing them otherwise, and who needs whom in a circle."""

from collections.abc import Mapping, Sequence

from tongxin.base.formulas.tokens import tokens_of
from tongxin.base.formulas.tree import Name, Node, parts_of


def names_in(tree: Node) -> list[str]:
    """The fields that a formula names, each once, in order."""
    found: dict[str, None] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Name):
            found[node.name] = None
        waiting = [*parts_of(node), *waiting]
    return list(found)


def renamed(source: str, names: Mapping[str, str]) -> str:
    """The same formula with other names; those that are not in `names` stay. Everything else stands as it was typed.

    Raises Fault where the text can't be cut into tokens.
    """
    parts: list[str] = []
    done = 0
    for token in tokens_of(source):
        if token.kind == "name":
            parts += [source[done : token.at], f"[{names.get(token.text, token.text)}]"]
            done = token.end
    return "".join([*parts, source[done:]])


def find_loop(needs: Mapping[str, Sequence[str]], start: str) -> list[str]:
    """The way by which a name needs itself, from `start` back to it; empty when it does not."""
    path: list[str] = []
    seen: set[str] = set()

    def walk(name: str) -> bool:
        path.append(name)
        for other in needs.get(name, ()):
            if other == start:
                path.append(start)
                return True
            if other not in seen:
                seen.add(other)
                if walk(other):
                    return True
        path.pop()
        return False

    return path if walk(start) else []
