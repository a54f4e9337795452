"""Decisions and the inbox among very many tasks, asked of the program itself and not over the wire: `bin/bench approval inbox`.

Run as `python -m bench.approvals TASKS NAME…` in an environment that names the firm's data; prints one JSON line a figure. `cpu_ms` are
those of the program's processor, least of several turns: a busy machine does not change them. The others are by the clock, the database's
server included.
"""

import json
import sys
import time
from collections.abc import Callable, Collection
from datetime import timedelta
from statistics import median, quantiles

TURNS = 30
CASES = 1000


def _fill(tasks: int) -> None:
    """Tasks put straight into the tables, one in fifty open, spread over the people who work here."""
    from tongxin.base.clock import now
    from tongxin.collab.approvals.actions.asking import version_in_use
    from tongxin.collab.approvals.models import Approval, Flow, Holder
    from tongxin.collab.people.models import Person

    flow, at = Flow.objects.get(key="general"), now()
    version, people = version_in_use(flow), list(Person.objects.active())
    missing = tasks - Holder.objects.count()
    for start in range(0, missing, 10_000):
        many = range(start, min(start + 10_000, missing))
        rows = Approval.objects.bulk_create(
            Approval(
                version=version, kind="request", title=f"申请 {n}", initiator=people[n % len(people)],
                entered_by=people[n % len(people)], status="running" if n % 50 == 0 else "agreed", length=3,
                created_at=at - timedelta(minutes=n), ended_at=None if n % 50 == 0 else at - timedelta(minutes=n),
            )
            for n in many
        )  # fmt: skip
        Holder.objects.bulk_create(
            Holder(
                approval=row, number=2001, flow=flow, kind="request", node="superior", person=people[n // 50 % len(people)],
                origin="normal", status="open" if n % 50 == 0 else "agreed", is_open=n % 50 == 0, since=row.created_at,
                minutes=240, due_at=at + timedelta(minutes=n % 5000) if n % 50 == 0 else None,
                decided_at=None if n % 50 == 0 else row.ended_at, acted_by=None if n % 50 == 0 else people[n // 50 % len(people)],
                took_minutes=None if n % 50 == 0 else n % 400,
            )
            for n, row in zip(many, rows, strict=True)
        )  # fmt: skip


def _ask_last_month(cases: int) -> None:
    """So many special prices that were really asked for last month, for a trial."""
    from tongxin.collab.approvals.actions import start_approval
    from tongxin.collab.approvals.models import Approval, Flow
    from tongxin.collab.designer.queries.trial import last_month
    from tongxin.collab.people.models import Person

    flow, people = Flow.objects.get(key="special_price"), list(Person.objects.active())
    asked = Approval.objects.filter(version__flow=flow)
    for n in range(cases - asked.count()):
        facts = {"product": f"DN{n}", "quantity": "10", "list_price": "100", "price": str(80 + n % 20), "reason": "x"}
        start_approval(by=people[n % len(people)], flow=flow, title="", facts=facts)
    asked.update(created_at=last_month()[0])


def _timed(deed: Callable[[], object], turns: int) -> dict[str, float]:
    """Milliseconds of the processor, and by the clock."""
    spent, passed = [], []
    for _turn in range(turns):
        begun, at = time.process_time(), time.perf_counter()
        deed()
        spent.append((time.process_time() - begun) * 1000)
        passed.append((time.perf_counter() - at) * 1000)
    figures = {"cpu_ms": min(spent), "p50_ms": median(passed), "p95_ms": quantiles(passed, n=20)[18]}
    return {name: round(value, 2) for name, value in figures.items()}


def main(tasks: int, wanted: Collection[str]) -> None:
    """Fill up to so many tasks, then decide and look."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tongxin.collab.approvals.actions import answer, start_approval
    from tongxin.collab.approvals.models import Flow
    from tongxin.collab.approvals.queries.inbox import box, count_waiting
    from tongxin.collab.designer.queries.trial import try_out
    from tongxin.collab.people.models import Person

    _fill(tasks)
    boss = Person.objects.active().order_by("pk").first()
    assert boss is not None
    flow = Flow.objects.get(key="general")
    asked = [start_approval(by=boss, flow=flow, title="x", facts={}) for _turn in range(TURNS + 1)]
    held = [one.holders.open().select_related("person").get() for one in asked]
    left = list(zip(asked, held, strict=True))

    def decide() -> None:
        approval, row = left.pop()
        answer(by=row.person, approval=approval, deed="agree", task=row.number)

    _ask_last_month(CASES)
    drawn = Flow.objects.get(key="special_price")
    graph = drawn.versions.get(number=drawn.current).graph

    def look() -> object:
        return box(boss, "mine"), count_waiting(boss)

    def try_flow() -> object:
        return try_out(boss, drawn, graph)

    deeds = (
        ("approval", "approval", decide, TURNS),
        ("inbox", "inbox", look, TURNS),
        ("approval", "trial", try_flow, 2),
    )
    for group, name, deed, turns in deeds:
        if group not in wanted:
            continue
        figures = _timed(deed, turns)
        with CaptureQueriesContext(connection) as queries:
            deed()
        line = {"name": name, "database": connection.vendor, "rows": tasks, **figures, "queries": len(queries)}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
