"""Approvals in three steps with deputies, acts, reminders and decisions taken back, whose workers and whose people's requests are killed by
SIGKILL over and over, at random statements and instants. Nothing is decided twice, told under another key, or left without anybody.

Run by `bin/chaos kill9 approval`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import json
import os
import random
import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections

from tests.chaos.approval_firm import hire, step, untrue
from tests.chaos.kill_import import die_at, torment
from tongxin.base.clock import now
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.actions import answer, delegate, fire_timers, publish_flow, start_approval, take_back
from tongxin.collab.approvals.models import Approval, Flow, Holder, Timer
from tongxin.collab.jobs.actions import Worker
from tongxin.collab.jobs.actions.worker import release_dead_workers
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person


def _received() -> Path:
    return Path(settings.DATA) / "received.txt"


def receive(approval: Approval, data: object, key: str) -> dict[str, str]:
    """The other end of an act: notes the key, whatever happens to the sender afterwards."""
    with _received().open("a") as file:
        file.write(f"{key}\n")
        file.flush()
        os.fsync(file.fileno())
    return {"amount": "7"}


def prepare(count: int) -> None:
    """A firm with a flow in three steps, and so many approvals on their way."""
    boss, *people = hire(6)
    ann, ben, cai, dan, eve, fay = people
    act = {"type": "act", "key": "stock", "name": "stock", "act": "receive"}
    notice = {"type": "notice", "key": "know", "name": "know", "who": [{"from": "people", "people": [fay.pk]}]}
    line = [step("first", ben.pk), step("both", cai.pk, dan.pk), act, step("last", eve.pk), notice]
    publish_flow(by=boss, key="three", name="three", graph={"v": 1, "line": line})
    delegate(by=dan, person=dan, to=fay, starts_at=now(), ends_at=now() + timedelta(days=9))
    flow = Flow.objects.get(key="three")
    for number in range(count):
        start_approval(by=ann, flow=flow, title=f"申请 {number}", facts={})


def work_until_done(statement: int | None) -> None:
    """One process: decides, reminds, takes back, and does what waits in the queue, until every approval has ended."""
    chance = random.Random()
    if statement is not None:
        connection.execute_wrappers.append(die_at(statement))
    release_dead_workers()
    worker = Worker(number=1, stopping=threading.Event())
    is_busy = True
    while is_busy or Approval.objects.filter(ended_at=None).exists() or _jobs().exists():
        is_busy = worker.turn(now())
        _act(chance)
        Job.objects.filter(state=Job.State.WAITING, name="approvals.errands").update(run_after=now())
    connections.close_all()


def _jobs() -> "object":
    return Job.objects.active().filter(name__in=["approvals.errands", "approvals.part_ended"], occurrence=None)


def _act(chance: random.Random) -> None:
    """One deed of somebody."""
    rows = list(Holder.objects.open().select_related("approval", "person").order_by("id")[:20])
    if not rows:
        return
    row = chance.choice(rows)
    if chance.random() < 0.15:
        timer = Timer.objects.filter(approval=row.approval).waiting().order_by("at").first()
        if timer is not None:
            fire_timers(approval=row.approval_id, now=timer.at)
        return
    by = Person.objects.get(name="同事5") if row.person.name == "同事3" and chance.random() < 0.5 else row.person
    try:
        if chance.random() < 0.1:
            last = Holder.objects.filter(approval=row.approval, status="agreed").select_related("acted_by").last()
            if last is not None and last.acted_by is not None:
                take_back(by=last.acted_by, approval=row.approval)
        else:
            answer(by=by, approval=row.approval, deed="agree", task=row.number)
    except (ValidationError, PermissionDenied):
        return  # somebody was quicker, or it can't be taken back any more: the world may say so


def main(argv: list[str]) -> int:
    """Prepare, torment, look."""
    parser = argparse.ArgumentParser(prog="bin/chaos kill9 approval", description=__doc__)
    parser.add_argument("--approvals", type=int, default=40)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    parser.add_argument("--longest", type=float, default=1.5, help="seconds a process may live (default 1.5)")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    kind = approval_kinds.get("request")
    approval_kinds._entries["request"] = replace(kind, acts={"receive": receive})
    prepare(arguments.approvals)
    died = 0
    while died < arguments.kills:  # what is done before the last kill is not enough: more is asked
        died += torment(arguments.kills - died, random.Random(seed + died), arguments.longest, work_until_done)
        if died < arguments.kills:
            flow, ann = Flow.objects.get(key="three"), Person.objects.get(name="同事0")
            for number in range(arguments.approvals):
                start_approval(by=ann, flow=flow, title=f"再申请 {number}", facts={})
    torment(0, random.Random(seed), arguments.longest, work_until_done)
    ended = Counter(Approval.objects.values_list("status", flat=True))
    sent = set(_received().read_text().split())
    report = {
        "seed": seed,
        "died": died,
        "ended": dict(ended),
        **untrue(),
        "acts_lost": sum(ended.values()) - len(sent),
    }
    print(json.dumps(report, ensure_ascii=False))
    is_well = not any(untrue().values()) and set(ended) == {"agreed"} and report["acts_lost"] == 0
    return 0 if is_well else 1
