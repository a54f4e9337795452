"""Chooses what to hurt."""

import os
import sys
import tempfile
from importlib import import_module

import django

# What each kind is called, the module that does it, and whether it plays within one process: such a one needs an installation before its
# own module can be imported; the others make their own.
KINDS = {
    "kill9 import": ("kill_import", False),
    "kill9 approval": ("kill_approval", True),
    "merge undo": ("merge_undo", True),
    "pool rule": ("pool_rule", True),
    "timers": ("timers", True),
    "pg-crash": ("crash", False),
    "server-crash": ("crash", False),
    "enospc": ("sick_disk", True),
    "eio": ("sick_disk", True),
    "webhooks-out": ("webhooks", True),
    "replica": ("replica", False),
    "diff-db": ("both_databases", False),
    "starts": ("starts", False),
    "points": ("points", True),
    "machines": ("machines", False),
    "soak": ("soak", False),
    "extremes": ("extremes", True),
    "double-spend": ("double_spend", True),
    "lost-update": ("lost_update", True),
    "restore-drill": ("restore_drill", False),
}


def main(argv: list[str]) -> int:
    """Run one kind of chaos. Exit status 0 only when nothing was lost and nothing doubled."""
    name = next((name for name in KINDS if name.split() == argv[: len(name.split())]), "")
    if not name:
        print(f"bin/chaos KIND [options]; there is: {', '.join(KINDS)}", file=sys.stderr)
        return 2
    module, is_within = KINDS[name]
    os.environ["TONGXIN_REQUESTS_PER_MINUTE"] = "off"  # programs here write as fast as they can
    options = argv if module in ("crash", "sick_disk") else argv[len(name.split()) :]
    if not is_within:
        return int(import_module(f"tests.chaos.{module}").main(options))
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-") as folder:
        os.environ["TONGXIN_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
        django.setup()
        return int(import_module(f"tests.chaos.{module}").main(options))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
