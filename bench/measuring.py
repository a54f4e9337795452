"""What `bin/bench` measures, by name: each measure has its firm, asks it, and tells lines of figures."""

import argparse
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from bench import deals
from bench.angles import BOARDS, BUILT_IN, VIEWS, custom
from bench.firm import MAIL, Firm, approvals, filled, founded, overlapping, seeded, tongxin, with_deals
from bench.load import Call, Figures, run
from bench.server import Server, quiet, serve, sign_in
from bench.telling import lines as told_doubles

Line = dict[str, str | float | int]
_SETTLED: Final = 5  # seconds in which timers and jobs of the start are done
LIST = [Call("/customers/")]
LIST_JSON = [Call("/api/v1/parties?limit=80&sort=name")]
SEARCHES = [
    Call(f"/api/v1/search?q={word}")
    for word in ("%E6%81%92%E6%B6%A6", "%E9%87%91%E9%99%B5", "hr", "jl", "8000", "%E7%A7%91%E6%8A%80", "acme")
]
SUGGEST = [Call(f"/search/suggest/?q={word}") for word in ("%E6%81%92%E6%B6%A6", "hr", "8000")]
PAGES = [Call(f"/customers/{number}/") for number in (3, 57, 401, 999, 77)]
CREATE = [Call("/api/v1/parties", "POST", '{"kind": "organisation", "name": "新客户 %n"}')]


@dataclass(frozen=True)
class Bench:
    """What was asked for, the database to measure on ("" is SQLite in the firm's folder), and where lines go."""

    asked: argparse.Namespace
    url: str
    tell: Callable[[Line], None]

    def firm(self, kind: str = "", *, rows: int | None = None, afresh: bool = False) -> Firm:
        """The firm of this kind, founded if it is not there."""
        size = self.asked.rows if rows is None else rows
        return founded(self.asked.database, size, self.url, afresh=afresh or self.asked.fresh, kind=kind)

    def serve(self, firm: Firm) -> Server:
        """The firm's server, as asked for."""
        return serve(firm, self.asked.workers, 0 if self.asked.without_jobs else 1)


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


def daily_work(bench: Bench, wanted: set[str]) -> None:
    """Import, list, search, customer page, create, start and memory, of one firm with customers."""
    firm = bench.firm(afresh="import" in bench.asked.names)
    if made := filled(firm):
        figures = {key: round(value, 1) for key, value in made.items()}
        line: Line = {"name": "import", "database": firm.database, "rows": firm.rows}
        bench.tell({**line, **figures, "load": round(quiet(), 2)})
    if wanted - {"import"}:
        with closing(bench.serve(firm)) as server:
            _served(bench, firm, server, wanted)


def _served(bench: Bench, firm: Firm, server: Server, wanted: set[str]) -> None:
    if "start" in wanted:
        started_in = round(server.started_in * 1000)
        line: Line = {"name": "start", "database": firm.database, "rows": firm.rows, "p50_ms": started_in}
        bench.tell({**line, "load": round(quiet(), 2)})
    if "memory" in wanted:
        time.sleep(_SETTLED)
        bench.tell(_memory("memory at rest", firm, server))
    person, token = sign_in(server), _token(firm)
    calls = (
        ("list", "list", person, LIST),
        ("list", "list-json", token, LIST_JSON),
        ("search", "search", token, SEARCHES),
        ("search", "suggest", person, SUGGEST),
        ("customer", "customer", person, PAGES),
        ("create", "create", token, CREATE),
    )
    for name, label, headers, one in calls:
        for clients in sorted({1, bench.asked.clients}) if name in wanted else ():
            figures = run(server, headers, one, clients=clients, seconds=bench.asked.seconds)
            bench.tell(_numbers(label, firm, figures, clients))
    if "memory" in wanted:
        bench.tell(_memory("memory after serving", firm, server))


def _asked(bench: Bench, firm: Firm, server: Server, calls: Iterable[tuple[str, dict[str, str], list[Call]]]) -> None:
    """One client, one question after the other, with the processor time that each took."""
    for label, headers, one in calls:
        before = server.cpu_seconds()
        figures = run(server, headers, one, seconds=bench.asked.seconds)
        spent = (server.cpu_seconds() - before) / figures.sent
        bench.tell({**_numbers(label, firm, figures, 1), "cpu_ms": round(spent * 1000, 1)})


def seed(bench: Bench) -> Firm:
    """A firm with customers and activities put straight into the tables."""
    firm = bench.firm("seed")
    if made := seeded(firm, bench.asked.activities):
        bench.tell({"name": "seed", "database": firm.database, "rows": firm.rows, "seconds": round(made)})
    return firm


def views(bench: Bench) -> None:
    """Lists from every angle, asked by who sees everything."""
    firm = seed(bench)
    calls = {"view": VIEWS, "board": BOARDS, "field built in": BUILT_IN, "field of the firm": custom("招标")}
    with closing(bench.serve(firm)) as server:
        person = sign_in(server)
        _asked(bench, firm, server, ((label, person, one) for label, one in calls.items()))


def pipeline(bench: Bench) -> None:
    """Totals, the report of what was won, the board, and adding an opportunity by program."""
    firm = bench.firm("deals")
    with_deals(firm)
    with closing(bench.serve(firm)) as server:
        person, token = sign_in(server), _token(firm)
        calls = (
            ("pipeline totals", token, deals.TOTALS),
            ("report", token, deals.REPORT),
            ("board of deals", person, deals.BOARD),
            ("create opportunity", token, deals.CREATE),
        )
        _asked(bench, firm, server, calls)


def _told(bench: Bench, lines: Iterable[Line]) -> None:
    for line in lines:
        bench.tell(line)


def decisions(bench: Bench) -> None:
    """A decision, the inbox and a trial among many tasks."""
    _told(bench, approvals(bench.firm("approvals", rows=bench.asked.tasks), bench.asked.tasks))


def files_that_overlap(bench: Bench) -> None:
    """How rightly three files come to the same customers; in a new firm on SQLite."""
    firm = founded("sqlite", bench.asked.firms, "", afresh=True, kind="overlapping")
    _told(bench, ({**line, "database": firm.database} for line in overlapping(firm)))


# What is served together shares one firm and one server; each of the others has its own.
TOGETHER: Final = ("import", "list", "search", "customer", "create", "start", "memory")
APART: Final[dict[str, Callable[[Bench], object]]] = {
    "doubles": lambda bench: _told(bench, told_doubles()),
    "overlapping": files_that_overlap,
    "seed": seed,
    "view": views,
    "pipeline": pipeline,
    "approval": decisions,
}


def measure(bench: Bench) -> None:
    """All that was asked for; without names, what is served together."""
    names = set(bench.asked.names) or set(TOGETHER)
    for name in APART.keys() & names:
        APART[name](bench)
    if wanted := names & set(TOGETHER):
        daily_work(bench, wanted)
