"""Many at once: one decision, whoever presses and however often."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from tests.cast import assemble
from tongxin.base.clock import now
from tongxin.collab.approvals.actions import answer, fire_timers, publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow, HistoryEntry, Timer

THREADS = 50


def together(deeds: list[Callable[[], object]]) -> tuple[list[object], list[BaseException]]:
    """Begin all at the same moment; answers what they answered, and what was refused."""
    start, done, refused = threading.Barrier(len(deeds)), [], []

    def one(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            done.append(deed())
        except (ValidationError, PermissionDenied) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, refused


@pytest.mark.django_db(transaction=True)
def test_the_first_of_two_who_press_at_once_decides(transactional_db: None) -> None:
    cast = assemble()
    people = {"from": "people", "people": [cast.manager.pk, cast.boss.pk]}
    line = [{"type": "step", "key": "a", "name": "a", "how": "any", "who": [people]}]
    publish_flow(by=cast.boss, key="own", name="own", graph={"v": 1, "line": line})
    approval = start_approval(by=cast.seller, flow=Flow.objects.get(key="own"), title="x", facts={})
    presses = [(cast.manager, "agree"), (cast.boss, "refuse")] * (THREADS // 2)
    done, refused = together(
        [lambda who=who, deed=deed: answer(by=who, approval=approval, deed=deed, reason="x") for who, deed in presses]
    )
    assert (len(done), len(refused)) == (1, THREADS - 1)
    assert HistoryEntry.objects.filter(kind__in=["agreed", "refused"]).count() == 1
    numbers = list(HistoryEntry.objects.filter(approval=approval).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Approval.objects.get().is_ended


@pytest.mark.django_db(transaction=True)
def test_a_timer_fires_once_on_many_workers_and_beside_a_decision(transactional_db: None) -> None:
    cast = assemble()
    approval = start_approval(by=cast.seller, flow=Flow.objects.get(key="general"), title="x", facts={})
    late = now() + timedelta(days=40)
    workers = [lambda: fire_timers(approval=approval.pk, now=late)] * (THREADS - 1)
    _done, refused = together([*workers, lambda: answer(by=cast.manager, approval=approval, deed="agree")])
    assert refused == []
    marks = [entry.data["mark"] for entry in HistoryEntry.objects.filter(kind="time_came")]
    assert marks in ([], ["remind", "due", "escalate"]), "before the decision all of them, after it none"
    assert HistoryEntry.objects.filter(kind="agreed").count() == 1
    assert Timer.objects.waiting().count() == 0
