"""What `bin/bench` measures, by name: each measure has its firm, asks it, and tells lines of figures."""

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from bench import deals
from bench.angles import BOARDS, BUILT_IN, VIEWS, custom
from bench.firm import MAIL, MANAGER, SELLER, Firm, approvals, filled, founded, overlapping, seeded, tongxin, with_deals
from bench.load import Call, Figures, run
from bench.server import Server, quiet, serve, sign_in, typed
from bench.statements import Taken, taken
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
_PAGES: Final = (3, 57, 401, 999, 77)
DAILY: Final = ("import", "list", "search", "customer", "create", "start", "memory")
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


@dataclass(frozen=True)
class Question:
    """What is asked for one figure: its name, with which headers, which calls in turn."""

    name: str
    headers: dict[str, str]
    calls: list[Call]


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


def _dearest(firm: Firm, questions: Sequence[Question]) -> dict[str, Taken]:
    """Statements and processor time of each question's dearest call, each by itself."""
    calls = [(question.headers, call) for question in questions for call in question.calls]
    most: dict[str, Taken] = {}
    names = [question.name for question in questions for _call in question.calls]
    for name, one in zip(names, taken(firm, calls), strict=True):
        known = most.get(name, one)
        most[name] = Taken(max(one.statements, known.statements), max(one.cpu_ms, known.cpu_ms))
    return most


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
        bench.tell(_memory("memory", firm, server))
    person, token = sign_in(server), _token(firm)
    questions = (
        ("list", Question("list", person, LIST)),
        ("list", Question("list-json", token, LIST_JSON)),
        ("search", Question("search", token, SEARCHES)),
        ("search", Question("suggest", person, SUGGEST)),
        (
            "customer",
            Question("customer", person, [Call(f"/customers/{1 + number % firm.rows}/") for number in _PAGES]),
        ),
        ("create", Question("create", token, CREATE)),
    )
    asked = [question for name, question in questions if name in wanted]
    dearest = _dearest(firm, asked)
    for one in asked:
        for clients in sorted({1, bench.asked.clients}):
            figures = run(server, one.headers, one.calls, clients=clients, seconds=bench.asked.seconds)
            bench.tell({**_numbers(one.name, firm, figures, clients), "queries": dearest[one.name].statements})
    if "memory" in wanted:
        bench.tell(_memory("memory after serving", firm, server))


def _asked(bench: Bench, firm: Firm, server: Server, questions: Sequence[Question]) -> None:
    """One client, one question after the other, with the processor time that each took: of the server on average, and the dearest
    call asked by itself."""
    dearest = _dearest(firm, questions)
    for one in questions:
        before = server.cpu_seconds()
        figures = run(server, one.headers, one.calls, seconds=bench.asked.seconds)
        spent = round((server.cpu_seconds() - before) / figures.sent * 1000, 1)
        most = dearest[one.name]
        numbers = _numbers(one.name, firm, figures, 1)
        bench.tell({**numbers, "cpu_ms": spent, "cpu_most_ms": most.cpu_ms, "queries": most.statements})


def seed(bench: Bench) -> Firm:
    """A firm with customers and activities put straight into the tables."""
    firm = bench.firm("seed")
    if made := seeded(firm, bench.asked.activities):
        bench.tell({"name": "seed", "database": firm.database, "rows": firm.rows, "seconds": round(made)})
    return firm


def views(bench: Bench) -> None:
    """Lists from every angle, asked by who sees everything, by a manager of a quarter, and by a seller in a unit of a twentieth."""
    firm = seed(bench)
    calls = {"view": VIEWS, "board": BOARDS, "field built in": BUILT_IN, "field of the firm": custom("招标")}
    with closing(bench.serve(firm)) as server:
        for who, mail in (("", MAIL), (" manager", MANAGER), (" seller", SELLER)):
            person = sign_in(server, mail)
            _asked(bench, firm, server, [Question(f"{name}{who}", person, one) for name, one in calls.items()])


def opportunities(bench: Bench, wanted: set[str]) -> None:
    """Totals, the board, adding an opportunity by program; the report of what was won."""
    firm = bench.firm("deals")
    with_deals(firm)
    with closing(bench.serve(firm)) as server:
        person, token = sign_in(server), _token(firm)
        questions = (
            ("pipeline", Question("pipeline", token, deals.TOTALS)),
            ("report", Question("report", token, deals.REPORT)),
            ("pipeline", Question("pipeline-board", person, deals.BOARD)),
            ("pipeline", Question("pipeline-move", typed(person), deals.moves(server, token))),
            ("pipeline", Question("pipeline-create", token, deals.CREATE)),
        )
        _asked(bench, firm, server, [question for name, question in questions if name in wanted])


def _told(bench: Bench, lines: Iterable[Line]) -> None:
    for line in lines:
        bench.tell(line)


def decisions(bench: Bench, wanted: set[str]) -> None:
    """A decision and a trial, and the inbox, among many tasks."""
    _told(bench, approvals(bench.firm("approvals", rows=bench.asked.tasks), bench.asked.tasks, wanted))


def files_that_overlap(bench: Bench) -> None:
    """How rightly three files come to the same customers; in a new firm on SQLite."""
    firm = founded("sqlite", bench.asked.firms, "", afresh=True, kind="overlapping")
    _told(bench, ({**line, "database": firm.database} for line in overlapping(firm)))


# Names of one group share a firm; what is asked of its server is asked of one server.
GROUPS: Final[dict[tuple[str, ...], Callable[[Bench, set[str]], object]]] = {
    ("doubles",): lambda bench, _wanted: _told(bench, told_doubles()),
    ("overlapping",): lambda bench, _wanted: files_that_overlap(bench),
    ("seed",): lambda bench, _wanted: seed(bench),
    ("view",): lambda bench, _wanted: views(bench),
    ("pipeline", "report"): opportunities,
    ("approval", "inbox"): decisions,
    DAILY: daily_work,
}


def measure(bench: Bench) -> None:
    """All that was asked for; without names, a day's work with customers."""
    names = set(bench.asked.names) or set(DAILY)
    for group, deed in GROUPS.items():
        if wanted := names & set(group):
            deed(bench, wanted)
