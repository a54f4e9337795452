"""Kinds of work that commit often, for `bin/chaos points`: how each is set going, and done to its end by whoever comes."""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.models import F

from tests.chaos.approval_firm import hire, step
from tests.chaos.kill_import import lines
from tongxin.base.clock import now
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.approvals.actions import answer, publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow, Holder
from tongxin.collab.automations.actions import put_in_use, save_hook, write_rule
from tongxin.collab.automations.definition import Definition, Step
from tongxin.collab.jobs.actions import Worker, periodic
from tongxin.collab.jobs.actions.worker import release_dead_workers
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person
from tongxin.collab.tasks.actions import give_task
from tongxin.collab.views.actions import ask_bulk_change, bulk, bulk_undo, take_bulk_change_back
from tongxin.collab.views.models import BulkChange
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.doubles.actions import merge_parties, undo_merge
from tongxin.directory.doubles.models import Merge
from tongxin.directory.ownership.actions import begin_hand_over, handing_over
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries import rows
from tongxin.project.care.in_turn import folder_to_oneself
from tongxin.project.care.upgrading import lead_to_this_version

ROWS, PIECE, PARTIES, MOST_TURNS = 60, 20, 24, 500


class Work(NamedTuple):
    """What sets it going, and what does it to its end however often it was begun."""

    prepare: Callable[[], None]
    do: Callable[[], None]


def shorten() -> None:
    """Small pieces, so that little work has many points; an act that leaves the database."""
    rows.chunks_of.__kwdefaults__["size"] = PIECE
    bulk.SIZE = bulk_undo.SIZE = handing_over.AT_ONCE = PIECE // 2
    approval_kinds._entries["request"] = replace(approval_kinds.get("request"), acts={"receive": _receive})


def _receive(approval: Approval, data: object, key: str) -> dict[str, str]:
    """The other end of an act: notes the key, whatever happens to the sender afterwards."""
    with (Path(settings.DATA) / "received.txt").open("a") as file:
        file.write(f"{key}\n")
        file.flush()
        os.fsync(file.fileno())
    return {"amount": "7"}


def boss() -> Person:
    return Person.objects.get(email="boss@hengxin.example")


def colleague(number: int) -> Person:
    return Person.objects.get(name=f"同事{number}")


def work_off() -> None:
    """What a server does after it was started again, until nothing waits. What comes by the clock would come in some runs and not in others: it is
    a kind of work of its own."""
    release_dead_workers()
    worker = Worker(number=1, stopping=threading.Event())
    waiting = Job.objects.active().filter(occurrence=None)
    with patch.object(periodic, "periodic_works", return_value=()):
        for _turn in range(MOST_TURNS):
            if not waiting.exists():
                return
            Job.objects.filter(state=Job.State.WAITING).update(run_after=F("created_at"))
            worker.turn(now())
    raise AssertionError(f"work is left: {list(waiting.values_list('name', 'state', 'error'))}")


def look_after() -> None:
    """What waits, and all periodic work that is due."""
    release_dead_workers()
    worker = Worker(number=1, stopping=threading.Event())
    while worker.turn(now()):
        """Goes on."""


def prepare_periodic() -> None:
    """As if nothing periodic had been done yet."""
    Job.objects.exclude(occurrence=None).delete()


def prepare_firm() -> None:
    """Six people, and customers of the first with something at each; no work waits, and what is periodic was done."""
    by, owner, *_others = hire(6)
    for number in range(PARTIES):
        party = create_party(by=by, owner=owner, name=f"恒润{number}号阀门有限公司", city="苏州")
        note_activity(by=by, party=party, kind="call", text=f"谈了 {number}")
    look_after()


def prepare_import() -> None:
    of = receive_file(by=boss(), name="客户台账.csv", pieces=lines(ROWS), is_checked=False)
    start_import(by=boss(), of=of)


def import_and_undo() -> None:
    """Bring the file in; then take it back."""
    work_off()
    of = Import.objects.get()
    if of.state == Import.State.DONE:
        undo_import(by=boss(), of=of, at=now())
    work_off()


def prepare_bulk() -> None:
    ask_bulk_change(by=boss(), kind="party", deed="tag", values={"tags": ["老客户"]}, address="")


def bulk_and_back() -> None:
    """Give all a tag; then take it back."""
    work_off()
    change = BulkChange.objects.get()
    if change.state == BulkChange.State.DONE:
        take_bulk_change_back(by=boss(), change=change)
    work_off()


def prepare_hand_over() -> None:
    for number in range(5):
        give_task(by=boss(), owner=colleague(0), text=f"催图 {number}")
    begin_hand_over(by=boss(), giver=colleague(0), taker=colleague(1), kinds=["customers", "tasks"])


def merge_and_part() -> None:
    """Three merges into one and two undone, each unless it is there already."""
    kept, *gone = Party.objects.order_by("id")[:4]
    for other in gone:
        if not Merge.objects.filter(gone=other).exists():
            merge_parties(by=boss(), kept=kept, gone=other)
    for merge in Merge.objects.order_by("id")[:2]:
        if merge.undone_at is None:
            undo_merge(by=boss(), merge=merge)
    work_off()


def prepare_approval() -> None:
    ben, cai, dan, eve, fay = (colleague(number) for number in range(1, 6))
    act = {"type": "act", "key": "stock", "name": "stock", "act": "receive"}
    notice = {"type": "notice", "key": "know", "name": "know", "who": [{"from": "people", "people": [fay.pk]}]}
    line = [step("first", ben.pk), step("both", cai.pk, dan.pk), act, step("last", eve.pk), notice]
    publish_flow(by=boss(), key="three", name="three", graph={"v": 1, "line": line})
    for number in range(2):
        start_approval(by=colleague(0), flow=Flow.objects.get(key="three"), title=f"申请 {number}", facts={})


def decide_all() -> None:
    """Everybody agrees when it is their turn."""
    work_off()
    while held := Holder.objects.open().select_related("person", "approval").order_by("approval_id", "number").first():
        answer(by=held.person, approval=held.approval, deed="agree", task=held.number)
        work_off()


def prepare_parcels() -> None:
    """A rule which tells a service of each new customer."""
    (origin,) = settings.TRUSTED_ORIGINS
    hook = save_hook(by=boss(), name="金蝶", address=f"{origin}/in", secret="a secret of enough letters")
    said = Definition(occasion="party.created", acts=(Step("webhook", {"hook": str(hook.pk)}),))
    put_in_use(by=boss(), rule=write_rule(by=boss(), name="告诉金蝶", kind="party", said=said))


def tell_service() -> None:
    """Two customers come in, each once, and the service is told."""
    for name in ("澄江水务", "澄海水务"):
        if not Party.objects.filter(name=name).exists():
            create_party(by=boss(), name=name)
        work_off()


def prepare_upgrade() -> None:
    """As an earlier version left it: with the first migration of each room."""
    for app, name in MigrationLoader(None).graph.root_nodes():
        call_command("migrate", app, name, verbosity=0)


def upgrade() -> None:
    """What a start does first, in turn with others."""
    with folder_to_oneself(Path(settings.DATA)):
        lead_to_this_version(now=now())


def nothing() -> None:
    """All is there already."""


WORKS: dict[str, Work] = {
    "import": Work(prepare_import, import_and_undo),
    "bulk": Work(prepare_bulk, bulk_and_back),
    "hand-over": Work(prepare_hand_over, work_off),
    "merge": Work(nothing, merge_and_part),
    "approval": Work(prepare_approval, decide_all),
    "periodic": Work(prepare_periodic, look_after),
    "upgrade": Work(prepare_upgrade, upgrade),
    "parcels": Work(prepare_parcels, tell_service),
}
