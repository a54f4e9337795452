"""Timers of approvals on many workers, while the clock jumps forth and back and workers are killed: each goes off once, none early.

Before that, some come due one after the other by the true clock, while all workers live and look for work as they always do: how late each
went off is told in seconds. Run by `bin/chaos timers`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found
as JSON.
"""

import argparse
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from tests.chaos.approval_firm import hire, step, untrue
from tongxin.base.clock import now, replaying
from tongxin.collab.approvals.actions import publish_flow, start_approval, sweep_timers
from tongxin.collab.approvals.models import Flow, HistoryEntry, Timer
from tongxin.collab.jobs.actions import Worker
from tongxin.collab.jobs.actions.worker import release_dead_workers
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person

# How the clock goes wrong, in hours, one after the other: a long sleep, a wrong set, summer time both ways.
JUMPS = (1, 5, -2, 24, -48, 1, -1, 24 * 30, -24 * 2, 24 * 40)
LATEST = 2.0  # seconds, for 99 of 100
BETWEEN = timedelta(seconds=0.2)  # from one timer that comes due by the true clock to the next


def _clock() -> Path:
    return Path(settings.DATA) / "clock.txt"


def _set_clock(at: datetime) -> None:
    part = _clock().with_suffix(".part")
    part.write_text(at.isoformat())
    part.replace(_clock())


def prepare() -> None:
    """Somebody who asks, somebody who is asked and never answers."""
    boss, _ann, ben = hire(2)
    publish_flow(by=boss, key="timed", name="timed", graph={"v": 1, "line": [step("one", ben.pk)]})


def start(count: int) -> None:
    """Approvals with so many timers, three each."""
    flow, ann = Flow.objects.get(key="timed"), Person.objects.get(name="同事0")
    for number in range(-(-count // 3)):
        start_approval(by=ann, flow=flow, title=f"申请 {number}", facts={})


def late(workers: int) -> list[float]:
    """Have the timers that wait come due one after the other while workers look for work. Answers by how many seconds each was late, least
    first."""
    timers = list(Timer.objects.waiting().order_by("at", "id"))
    pids = [_fork(number, look) for number in range(workers)]
    due = now() + timedelta(seconds=workers)  # until all have begun
    for timer in timers:
        due += BETWEEN
        with transaction.atomic():
            Job.objects.filter(name="approvals.time", arguments={"approval": timer.approval_id}, run_after=timer.at).update(run_after=due)  # fmt: skip
            Timer.objects.filter(pk=timer.pk).update(at=due)
    while Timer.objects.waiting().exists() and now() < due + timedelta(minutes=2):
        time.sleep(0.5)
    connections.close_all()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    at = {(one.approval_id, one.number, str(one.mark)): one.at for one in Timer.objects.iterator()}
    entries = HistoryEntry.objects.filter(kind="time_came").values_list("approval", "data__task", "data__mark", "at")
    return sorted((when - at[approval, task, mark]).total_seconds() for approval, task, mark, when in entries)


def look(_number: int) -> None:
    """One worker as it is in a server."""
    Worker(number=1, stopping=threading.Event()).run()


def work(_number: int) -> None:
    """One worker by the clock that everybody shares, until nothing waits."""
    release_dead_workers()
    worker = Worker(number=1, stopping=threading.Event())
    while Timer.objects.waiting().exists():
        with replaying(datetime.fromisoformat(_clock().read_text())):
            if not worker.turn(now()):
                sweep_timers(now=now())
                time.sleep(0.02)
    connections.close_all()


def _fork(number: int, what: Callable[[int], None] = work) -> int:
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            what(number)
            code = 0
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            code = 1
        os._exit(code)
    return pid


def jump(workers: int, kills: int, chance: random.Random) -> int:
    """Let the workers go while the clock jumps; kill some. Answers how many died."""
    began = now()
    _set_clock(began)
    pids, died = [_fork(number) for number in range(workers)], 0
    hours = 0
    for turn in range(10_000):
        hours += JUMPS[turn % len(JUMPS)]
        _set_clock(began + timedelta(hours=hours))
        time.sleep(chance.uniform(0.2, 1.5))
        if died < kills:
            place = chance.randrange(workers)
            os.kill(pids[place], signal.SIGKILL)
            os.waitpid(pids[place], 0)
            pids[place], died = _fork(place), died + 1
        if not Timer.objects.waiting().exists():
            break
        connections.close_all()
    for pid in pids:
        _pid, status = os.waitpid(pid, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            sys.exit("a worker broke")
    return died


def main(argv: list[str]) -> int:
    """Prepare, jump, look."""
    parser = argparse.ArgumentParser(prog="bin/chaos timers", description=__doc__)
    parser.add_argument("--timers", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--true", type=int, default=300, help="timers that come due by the true clock (default 300)")
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    prepare()
    start(arguments.true)
    lateness = late(arguments.workers) or [0.0]
    most = {"late_99_of_100_s": round(lateness[len(lateness) * 99 // 100], 2), "latest_s": round(lateness[-1], 2)}
    print(json.dumps({"by_the_true_clock": len(lateness), **most}), file=sys.stderr, flush=True)
    start(arguments.timers)
    count = Timer.objects.count()
    died = jump(arguments.workers, arguments.kills, random.Random(seed))
    entries = HistoryEntry.objects.filter(kind="time_came").values_list("approval", "data__task", "data__mark", "at")
    times = Counter((approval, task, mark) for approval, task, mark, _at in entries)
    due = {(one.approval_id, one.number, str(one.mark)): one.at for one in Timer.objects.iterator()}
    early = sum(at < due[approval, task, mark] for approval, task, mark, at in entries)
    found = {"timers": count, "fired": len(times), "twice": sum(times.values()) - len(times), "early": early}
    wrong = {name: number for name, number in untrue().items() if name != "untold"}
    print(json.dumps({"seed": seed, "died": died, **found, **wrong, "by_the_true_clock": len(lateness), **most}))
    is_late = most["late_99_of_100_s"] > LATEST
    return (
        0
        if not is_late
        and found == {"timers": count, "fired": count, "twice": 0, "early": 0}
        and not any(wrong.values())
        else 1
    )
