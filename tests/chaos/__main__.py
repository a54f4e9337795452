"""Chooses what to hurt."""

import os
import sys
import tempfile
from importlib import import_module

import django

from tests.chaos import both_databases, crash, kill_import

# These play within one process and need an installation before their own modules can be imported.
WITHIN = {
    ("kill9", "approval"): "kill_approval",
    ("merge", "undo"): "merge_undo",
    ("pool", "rule"): "pool_rule",
    ("timers", ""): "timers",
}


def main(argv: list[str]) -> int:
    """Run one kind of chaos. Exit status 0 only when nothing was lost and nothing doubled."""
    if argv and argv[0] in crash.WHAT:
        return crash.main(argv)
    if argv[:1] == ["diff-db"]:
        return both_databases.main(argv[1:])
    kind = (argv[0], argv[1]) if len(argv) > 1 and not argv[1].startswith("-") else ((argv or [""])[0], "")
    if kind == ("kill9", "import"):
        return kill_import.main(argv[2:])
    if kind not in WITHIN:
        names = ", ".join(
            " ".join(kind).strip() for kind in [("kill9", "import"), *WITHIN, *((one,) for one in (*crash.WHAT, "diff-db"))]
        )
        print(f"bin/chaos KIND [options]; there is: {names}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-") as folder:
        os.environ["TONGXIN_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
        django.setup()
        return int(import_module(f"tests.chaos.{WITHIN[kind]}").main(argv[2 if kind[1] else 1 :]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
