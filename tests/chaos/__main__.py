"""Chooses what to hurt."""

import sys

from tests.chaos import kill_import, merge_undo, pool_rule

KINDS = {("kill9", "import"): kill_import.main, ("merge", "undo"): merge_undo.main, ("pool", "rule"): pool_rule.main}


def main(argv: list[str]) -> int:
    """Run one kind of chaos. Exit status 0 only when nothing was lost and nothing doubled."""
    chosen = KINDS.get((argv[0], argv[1]) if len(argv) > 1 else ("", ""))
    if chosen is None:
        names = ", ".join(" ".join(kind) for kind in KINDS)
        print(f"bin/chaos KIND [options]; there is: {names}", file=sys.stderr)
        return 2
    return chosen(argv[2:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
