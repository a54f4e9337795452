"""bin/bench [NAME…] [--rows N] [--database sqlite|postgres] [--clients N] [--workers N] [--seconds S] [--without-jobs] [--json] [--fresh]

Names: import list search customer create start memory doubles overlapping seed view pipeline approval. Without names the first seven;
`overlapping` has --firms in a new firm on SQLite; `seed` and `view` have a firm
of their own, with --activities put straight into the tables; so have `pipeline`, with --rows opportunities, and
`approval` (a decision and the inbox), with --tasks. Run it on a quiet machine: it says how busy it was.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable

from bench import deals
from bench.angles import BOARDS, BUILT_IN, VIEWS, custom
from bench.firm import HOME, MAIL, Firm, approvals, filled, founded, overlapping, seeded, tongxin, with_deals
from bench.load import Call, Figures, run
from bench.postgres import started
from bench.server import Server, quiet, serve, sign_in
from bench.telling import lines as told_doubles

Line = dict[str, str | float | int]
_SETTLED = 5  # seconds in which timers and jobs of the start are done
LIST = [Call("/customers/")]
LIST_JSON = [Call("/api/v1/parties?limit=80&sort=name")]
SEARCHES = [
    Call(f"/api/v1/search?q={word}")
    for word in ("%E6%81%92%E6%B6%A6", "%E9%87%91%E9%99%B5", "hr", "jl", "8000", "%E7%A7%91%E6%8A%80", "acme")
]
SUGGEST = [Call(f"/search/suggest/?q={word}") for word in ("%E6%81%92%E6%B6%A6", "hr", "8000")]
PAGES = [Call(f"/customers/{number}/") for number in (3, 57, 401, 999, 77)]


def _numbers(name: str, firm: Firm, figures: Figures, clients: int) -> Line:
    return {
        "name": name,
        "database": firm.database,
        "rows": firm.rows,
        "clients": clients,
        "p50_ms": round(figures.p50_ms, 2),
        "p95_ms": round(figures.p95_ms, 2),
        "per_second": round(figures.per_second, 1),
        "load": round(quiet(), 2),
    }


def _token(firm: Firm) -> dict[str, str]:
    secret = tongxin(firm, "token", "create", "--as", MAIL, "--name", f"bench {time.time_ns()}").strip()
    return {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}


def _memory(name: str, firm: Firm, server: Server) -> Line:
    """What all processes hold: started and asked once, or after all that was measured before."""
    return {"name": name, "database": firm.database, "rows": firm.rows, "rss_mb": round(server.rss_mb(), 1)}


def _served(firm: Firm, wanted: set[str], arguments: argparse.Namespace, tell: Callable[[Line], None]) -> None:
    clients, seconds = arguments.clients, arguments.seconds
    server = serve(firm, arguments.workers, 0 if arguments.without_jobs else 1)
    try:
        if "start" in wanted:
            tell(
                {
                    "name": "start",
                    "database": firm.database,
                    "rows": firm.rows,
                    "p50_ms": round(server.started_in * 1000),
                    "load": round(quiet(), 2),
                }
            )
        if "memory" in wanted:
            time.sleep(_SETTLED)
            tell(_memory("memory at rest", firm, server))
        person, token = sign_in(server), _token(firm)
        calls = {
            "list": [("list", person, LIST), ("list-json", token, LIST_JSON)],
            "search": [("search", token, SEARCHES), ("suggest", person, SUGGEST)],
            "customer": [("customer", person, PAGES)],
            "create": [
                ("create", token, [Call("/api/v1/parties", "POST", '{"kind": "organisation", "name": "新客户 %n"}')])
            ],
        }
        for name in ("list", "search", "customer", "create"):
            for label, headers, one in calls[name] if name in wanted else []:
                for number in sorted({1, clients}):
                    tell(_numbers(label, firm, run(server, headers, one, clients=number, seconds=seconds), number))
        if "memory" in wanted:
            tell(_memory("memory after serving", firm, server))
    finally:
        server.stop()


def _looked_at(firm: Firm, arguments: argparse.Namespace, tell: Callable[[Line], None]) -> None:
    """Lists from every angle, asked by who sees everything."""
    server = serve(firm, arguments.workers, 0 if arguments.without_jobs else 1)
    try:
        person = sign_in(server)
        calls = {"view": VIEWS, "board": BOARDS, "field built in": BUILT_IN, "field of the firm": custom("招标")}
        for label, one in calls.items():
            before = server.cpu_seconds()
            figures = run(server, person, one, seconds=arguments.seconds)
            spent = (server.cpu_seconds() - before) / figures.sent
            tell({**_numbers(label, firm, figures, 1), "cpu_ms": round(spent * 1000, 1)})
    finally:
        server.stop()


def _sold(firm: Firm, arguments: argparse.Namespace, tell: Callable[[Line], None]) -> None:
    """Totals, the report of what was won, the board, and adding an opportunity by program."""
    server = serve(firm, arguments.workers, 0 if arguments.without_jobs else 1)
    try:
        person, token = sign_in(server), _token(firm)
        for label, headers, one in (
            ("pipeline totals", token, deals.TOTALS),
            ("report", token, deals.REPORT),
            ("board of deals", person, deals.BOARD),
            ("create opportunity", token, deals.CREATE),
        ):
            before = server.cpu_seconds()
            figures = run(server, headers, one, seconds=arguments.seconds)
            spent = (server.cpu_seconds() - before) / figures.sent
            tell({**_numbers(label, firm, figures, 1), "cpu_ms": round(spent * 1000, 1)})
    finally:
        server.stop()


def measure(arguments: argparse.Namespace, url: str) -> list[Line]:
    """All wanted figures on one database."""
    lines: list[Line] = []

    def tell(line: Line) -> None:
        if arguments.workers > 1 and line["name"] != "import":
            line["workers"] = arguments.workers
        lines.append(line)
        print(
            json.dumps(line) if arguments.json else "  ".join(f"{key} {value}" for key, value in line.items()),
            flush=True,
        )

    if "doubles" in arguments.names:
        for line in told_doubles():
            tell(line)
    if {"seed", "view"} & set(arguments.names):
        firm = founded(arguments.database, arguments.rows, url, afresh=arguments.fresh, kind="seed")
        if made := seeded(firm, arguments.activities):
            tell({"name": "seed", "database": firm.database, "rows": firm.rows, "seconds": round(made)})
        if "view" in arguments.names:
            _looked_at(firm, arguments, tell)
    if "pipeline" in arguments.names:
        firm = founded(arguments.database, arguments.rows, url, afresh=arguments.fresh, kind="deals")
        with_deals(firm)
        _sold(firm, arguments, tell)
    if "approval" in arguments.names:
        firm = founded(arguments.database, arguments.tasks, url, afresh=arguments.fresh, kind="approvals")
        for line in approvals(firm, arguments.tasks):
            tell(line)
    if "overlapping" in arguments.names:
        firm = founded("sqlite", arguments.firms, "", afresh=True, kind="overlapping")
        for line in overlapping(firm):
            tell({**line, "database": firm.database})
    apart = {"doubles", "overlapping", "seed", "view", "pipeline", "approval"}
    if arguments.names and set(arguments.names) <= apart:
        return lines
    wanted = set(arguments.names) - apart or {
        "import",
        "list",
        "search",
        "customer",
        "create",
        "start",
        "memory",
    }
    firm = founded(arguments.database, arguments.rows, url, afresh=arguments.fresh or "import" in arguments.names)
    made = filled(firm)
    if made:
        tell(
            {
                "name": "import",
                "database": firm.database,
                "rows": firm.rows,
                **{key: round(value, 1) for key, value in made.items()},
                "load": round(quiet(), 2),
            }
        )
    if wanted - {"import"}:
        _served(firm, wanted, arguments, tell)
    return lines


def main() -> int:
    """Measure and say."""
    parser = argparse.ArgumentParser(
        prog="bin/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "names",
        nargs="*",
        choices=[
            "import",
            "list",
            "search",
            "customer",
            "create",
            "start",
            "memory",
            "doubles",
            "overlapping",
            "seed",
            "view",
            "pipeline",
            "approval",
            [],
        ],
    )
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
    arguments = parser.parse_args()
    if arguments.database == "sqlite":
        measure(arguments, "")
        return 0
    server = started(HOME / f"pg-{'seed-' if {'seed', 'view'} & set(arguments.names) else ''}{arguments.rows}")
    try:
        measure(arguments, server.get_uri())
    finally:
        server.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
