"""An import, and then its undoing, whose worker is killed by SIGKILL over and over, at random statements and instants.

Run by `bin/chaos kill9 import`; takes the database from DATABASE_URL, else makes a SQLite file. Prints what it found as JSON.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

WRONG_EVERY, NAMELESS_EVERY = 7, 11
OUTLIVED = 0.2  # share of the killed workers whose reading process lives on for the seconds it takes it to notice


def lines(rows: int) -> Iterator[bytes]:
    """A ledger in which some phones are a digit short and some rows have no name."""
    for number in range(-1, rows):
        text = io.StringIO()
        if number < 0:
            csv.writer(text).writerow(["单位名称", "手机", "城市", "联系人"])
        else:
            name = "" if number % NAMELESS_EVERY == 0 else f"恒信{number}号机械有限公司"
            phone = "1380013" if number % WRONG_EVERY == 0 else f"138{number:08d}"
            person = "" if number % NAMELESS_EVERY == 0 else f"张{number}"
            csv.writer(text).writerow([name, phone, "苏州", person])
        yield text.getvalue().encode()


def fingerprint() -> str:
    """Everything that an import may touch, as one digest."""
    from django.apps import apps

    digest = hashlib.sha256()
    for model in apps.get_app_config("parties").get_models():
        for row in model.objects.order_by("pk").values_list().iterator():
            digest.update(repr(row).encode())
    return digest.hexdigest()


def prepare(rows: int) -> tuple[int, str]:
    """Found a firm, give it a customer that the file will fill in, drop the file. Answers the import and the state before it."""
    from django.core.management import call_command

    from tongxin.directory.parties.actions import create_party
    from tongxin.interfaces.imports.actions import receive_file, start_import
    from tongxin.project.founding import found_firm

    call_command("migrate", verbosity=0)
    boss = found_firm(company="恒信", name="陈岚", email="boss@hengxin.example", password="gold-fish-2026-swim")
    create_party(by=boss, name="恒信1号机械有限公司", city="苏州")
    before = fingerprint()
    of = receive_file(by=boss, name="客户台账.csv", pieces=lines(rows), is_checked=False)
    start_import(by=boss, of=of)
    return of.pk, before


def die_at(statement: int) -> Callable[..., object]:
    """A wrapper of statements that kills this process just before the so-many-th."""
    left = [statement]

    def wrapper(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own signature
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return wrapper


def work_until_done(statement: int | None) -> None:
    """What a server does after it was started again."""
    from django.db import connection, connections

    from tongxin.base.clock import now
    from tongxin.collab.jobs.actions import Worker
    from tongxin.collab.jobs.actions.worker import release_dead_workers
    from tongxin.collab.jobs.models import Job

    if statement is not None:
        connection.execute_wrappers.append(die_at(statement))
    release_dead_workers()
    worker = Worker(number=1, stopping=threading.Event())
    while Job.objects.active().filter(name__startswith="imports.", occurrence=None).exists():
        if not worker.turn(now()):
            time.sleep(0.01)
    connections.close_all()


def fork(statement: int | None, work: Callable[[int | None], None]) -> int:
    """Start a worker as a process of its own, with those that it splits off in a group of its own."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        try:
            work(statement)
            code = 0
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            code = 1
        os._exit(code)
    return pid


def torment(
    kills: int, chance: random.Random, longest: float, work: Callable[[int | None], None] = work_until_done
) -> int:
    """Let the work go on and kill it until `kills` have died or it is done. Answers how many died."""
    died = 0
    while True:
        may_die = died < kills
        by_statement = may_die and chance.random() < 0.5
        pid = fork(chance.randint(5, 150) if by_statement else None, work)
        if may_die and not by_statement:
            time.sleep(chance.uniform(0.01, longest))
            os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status):
            died += 1
            if chance.random() >= OUTLIVED:
                with suppress(ProcessLookupError):  # it had split off none yet
                    os.killpg(pid, signal.SIGKILL)
        elif os.WEXITSTATUS(status):
            sys.exit("a worker broke")
        else:
            return died


def found(import_id: int, rows: int) -> dict[str, object]:
    """What is in after the import, against what the file says."""
    from django.db.models import Count

    from tongxin.collab.journal.models import Entry
    from tongxin.directory.parties.models import Party
    from tongxin.interfaces.imports.models import Import

    of = Import.objects.get(pk=import_id)
    wanted = {f"恒信{n}号机械有限公司" for n in range(rows) if n % NAMELESS_EVERY}
    there = dict(Party.objects.customers().values_list("name").annotate(Count("id")).values_list("name", "id__count"))
    wrong = {number + 2 for number in range(rows) if number % WRONG_EVERY == 0 or number % NAMELESS_EVERY == 0}
    noted = of.rejections.values_list("row").annotate(Count("id")).values_list("row", "id__count")
    told = Entry.objects.filter(batch=of.batch, name="party.created").count()
    return {
        "state": of.state,
        "rows": of.read,
        "lost": len(wanted - set(there)),
        "doubled": sum(1 for count in there.values() if count != 1) + sum(1 for _row, count in noted if count > 2),
        "rejections_lost": len(wrong - {row for row, _count in noted}),
        "miscounted": of.created + of.updated - len(wanted),
        "journal_differs": told - of.created,
    }


def undone(import_id: int, before: str, kills: int, chance: random.Random, longest: float) -> dict[str, object]:
    """Take it back under the same torment."""
    from tongxin.base.clock import now
    from tongxin.interfaces.imports.actions import undo_import
    from tongxin.interfaces.imports.models import Import

    of = Import.objects.select_related("started_by").get(pk=import_id)
    undo_import(by=of.started_by, of=of, at=now())
    died = torment(kills, chance, longest)
    return {"died": died, "state": Import.objects.get(pk=import_id).state, "as_before": fingerprint() == before}


def main(argv: list[str]) -> int:
    """Prepare, torment, look."""
    parser = argparse.ArgumentParser(prog="bin/chaos kill9 import", description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    parser.add_argument("--longest", type=float, default=3.0, help="seconds a worker may live (default 3)")
    arguments = parser.parse_args(argv)
    seed = arguments.seed or random.randrange(1, 1_000_000)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="tongxin-chaos-") as folder:
        os.environ["TONGXIN_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.project.settings")
        import django

        django.setup()
        import_id, before = prepare(arguments.rows)
        died = torment(arguments.kills, chance, arguments.longest)
        report: dict[str, object] = {"seed": seed, "died": died, **found(import_id, arguments.rows)}
        print(json.dumps(report, ensure_ascii=False), file=sys.stderr, flush=True)
        report["undo"] = undo = undone(import_id, before, arguments.kills // 2, chance, arguments.longest)
    print(json.dumps(report, ensure_ascii=False))
    counts = ("lost", "doubled", "rejections_lost", "miscounted", "journal_differs")
    is_well = report["state"] == "done" and not any(report[name] for name in counts)
    return 0 if is_well and undo["state"] == "undone" and undo["as_before"] else 1
