"""bin/bench [NAME…] [--rows N] [--database sqlite|postgres] [--clients N] [--workers N] [--seconds S] [--without-jobs] [--json] [--fresh]

Names: import list search customer create start memory, which are measured without names; pipeline report, of --rows opportunities;
approval inbox, of --tasks; seed view, with --activities put straight into the tables; doubles; overlapping, with --firms in a new firm
on SQLite. With --json one line a figure: {"name", "database", "rows", "clients", "p50_ms", "p95_ms", "per_second", "rss_mb", "queries"},
what does not apply being absent. Run it on a quiet machine: it says how busy it was.
"""

import argparse
import json
import sys

from bench.firm import HOME
from bench.measuring import GROUPS, Bench, Line, measure
from bench.postgres import started


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", choices=[*(name for group in GROUPS for name in group), []])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--activities", type=int, default=1_000_000, help="of the seeded firm")
    parser.add_argument(
        "--tasks", type=int, default=300_000, help="of approvals, among which one is decided and the inbox opened"
    )
    parser.add_argument("--firms", type=int, default=2_400, help="Chinese firms in the overlapping files")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=1, help="processes of the server")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--without-jobs", action="store_true", help="nothing is worked out in the background meanwhile")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="begin with an empty database")
    return parser.parse_args()


def main() -> int:
    """Measure and say."""
    asked = _asked()

    def tell(line: Line) -> None:
        if asked.workers > 1 and line["name"] != "import":
            line["workers"] = asked.workers
        print(
            json.dumps(line) if asked.json else "  ".join(f"{key} {value}" for key, value in line.items()), flush=True
        )

    if asked.database == "sqlite":
        measure(Bench(asked, "", tell))
        return 0
    server = started(HOME / f"pg-{'seed-' if {'seed', 'view'} & set(asked.names) else ''}{asked.rows}")
    try:
        measure(Bench(asked, server.get_uri(), tell))
    finally:
        server.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
