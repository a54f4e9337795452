"""Decisions and the inbox among very many tasks, asked of the program itself and not over the wire: `bin/bench approval inbox`.

Run as `python -m bench.approvals TASKS` in an environment that names the firm's data; prints one JSON line a figure. Milliseconds are those
of the processor, least of several turns: a busy machine does not change them.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta

TURNS = 30


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


def _least(deed: Callable[[], object]) -> float:
    spent = []
    for _turn in range(TURNS):
        begun = time.process_time()
        deed()
        spent.append(time.process_time() - begun)
    return min(spent) * 1000


def main(tasks: int) -> None:
    """Fill up to so many tasks, then decide and look."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tongxin.collab.approvals.actions import answer, start_approval
    from tongxin.collab.approvals.models import Flow
    from tongxin.collab.approvals.queries.inbox import box, count_waiting
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

    for name, deed in (("approval", decide), ("inbox", lambda: (box(boss, "mine"), count_waiting(boss)))):
        milliseconds = _least(deed)
        with CaptureQueriesContext(connection) as queries:
            deed()
        figures = {"name": name, "database": connection.vendor, "rows": tasks, "cpu_ms": round(milliseconds, 2)}
        print(json.dumps({**figures, "queries": len(queries)}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
