"""Nothing is stuck in silence: who cares for flows sees it, with the way out."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.base.registries.approval_kinds import ApprovalKind, approval_kinds
from tongxin.collab.approvals.actions import (
    answer,
    fire_timers,
    go_on_without,
    move,
    publish_flow,
    reassign,
    resume,
    start_approval,
    suspend,
    try_again,
)
from tongxin.collab.approvals.models import Approval, Flow, Timer
from tongxin.collab.approvals.queries.inbox import box
from tongxin.collab.approvals.tests.test_deciding import ask, at, flow_of, holders
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.notices.models import Notice
from tongxin.collab.people.actions import deactivate_person

ACT = {"type": "act", "key": "hook", "name": "通知仓库", "act": "hook"}


class Receiver:
    """The other end of an act: silent or answering."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.is_silent = True

    def __call__(self, approval: Approval, data: object, key: str) -> dict[str, str]:
        self.keys.append(key)
        if self.is_silent:
            raise TimeoutError("no answer")
        return {"amount": "7"}


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Receiver:
    found = Receiver()
    kind = approval_kinds.get("request")
    with_act = ApprovalKind(**{**vars(kind), "acts": {"hook": found}})
    monkeypatch.setitem(approval_kinds._entries, "request", with_act)
    return found


def tried_out(approval: Approval) -> Approval:
    """Until the last try is over."""
    for _try in range(12):
        work_off()
        Job.objects.filter(state="waiting").update(run_after=now())
    approval.refresh_from_db()
    return approval


def test_an_act_that_never_answers_stands_in_sight_and_can_be_tried_again(cast: Cast, receiver: Receiver) -> None:
    approval = start_approval(by=cast.seller, flow=flow_of(cast, ACT, at("a", cast.manager)), title="x", facts={})
    stuck = tried_out(approval)
    assert (stuck.status, stuck.why_stuck) == ("stuck", "act")
    assert [line.approval for line in box(cast.boss, "care")] == [approval]
    assert Notice.objects.filter(person=cast.boss, kind="approval.act").count() == 1
    run = stuck.entries.get(kind="act_failed").data["run"]
    receiver.is_silent = False
    with pytest.raises(PermissionDenied):
        try_again(by=cast.manager, approval=approval, run=run, reason="x")
    try_again(by=cast.boss, approval=approval, run=run, reason="仓库系统修好了")
    work_off()
    approval.refresh_from_db()
    assert (approval.status, approval.facts, holders(approval)) == ("running", {"amount": "7"}, ["周启明"])
    assert len(set(receiver.keys)) == 1, "the other side sees the same key each time"
    with pytest.raises(ValidationError):
        try_again(by=cast.boss, approval=approval, run=run, reason="x")


def test_or_it_goes_on_without(cast: Cast, receiver: Receiver) -> None:
    approval = start_approval(by=cast.seller, flow=flow_of(cast, ACT, at("a", cast.manager)), title="x", facts={})
    run = tried_out(approval).entries.get(kind="act_failed").data["run"]
    go_on_without(by=cast.boss, approval=approval, run=run, reason="仓库已电话确认")
    assert holders(approval) == ["周启明"]


def test_two_places_without_people_are_both_seen(cast: Cast) -> None:
    nobody = {
        "type": "step",
        "name": "x",
        "who": [{"from": "role", "role": "没有"}],
        "empty": "person",
        "empty_person": 10**9,
    }
    arms = [{"name": key, "line": [{**nobody, "key": key}]} for key in ("a", "b")]
    flow = flow_of(cast, {"type": "fork", "key": "f", "name": "f", "mode": "all", "arms": arms})
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={})
    assert approval.status == "stuck"
    runs = [entry.data["run"] for entry in approval.entries.filter(kind="found", data__purpose="empty")]
    assert reassign(by=cast.boss, approval=approval, to=cast.south, reason="x", run=runs[0]).status == "stuck"
    assert reassign(by=cast.boss, approval=approval, to=cast.clerk, reason="x", run=runs[1]).status == "running"
    answer(by=cast.south, approval=approval, deed="agree")
    assert answer(by=cast.clerk, approval=approval, deed="agree").status == "agreed"


def test_what_somebody_who_left_had_in_hand_goes_to_the_superior(cast: Cast) -> None:
    flow = flow_of(cast, at("a", cast.colleague))
    approval = start_approval(by=cast.south, flow=flow, title="x", facts={})
    deactivate_person(by=cast.boss, person=cast.colleague)
    work_off()
    assert holders(approval) == ["周启明"]
    entry = approval.entries.get(kind="reassigned")
    assert (entry.by, entry.data["to"], entry.data["reason"]) == (None, cast.manager.pk, "")
    client = Client()
    client.force_login(cast.manager)
    assert "原来的人离职了，改派给 周启明" in client.get(f"/approvals/{approval.pk}/").content.decode()


def test_a_task_that_waits_for_an_opinion_is_handed_over_whole(cast: Cast) -> None:
    approval = ask(cast.seller)
    answer(by=cast.manager, approval=approval, deed="consult", people=[cast.clerk])
    waiting = approval.holders.undecided().get(person=cast.manager)
    reassign(by=cast.boss, approval=approval, to=cast.south, reason="休假", task=waiting.number)
    assert holders(approval) == ["何静"]
    with pytest.raises(PermissionDenied):
        answer(by=cast.clerk, approval=approval, deed="agree")
    assert answer(by=cast.south, approval=approval, deed="agree").status == "agreed"


def test_a_pause_ends_by_itself_and_loses_nothing(cast: Cast) -> None:
    wait = {"type": "wait", "key": "w", "name": "w", "minutes": 60}
    flow = flow_of(cast, wait, at("a", cast.manager, minutes=240))
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={})
    wake = Timer.objects.get(mark="wake").at
    until = wake + timedelta(days=7)
    suspend(by=cast.boss, approval=approval, reason="等客户", until=until)
    with replaying(wake):
        fire_timers(approval=approval.pk, now=wake)
    assert holders(approval) == [], "in the pause nobody has to act"
    with replaying(until):
        fire_timers(approval=approval.pk, now=until)
    assert holders(approval) == ["周启明"]
    with pytest.raises(ValidationError):
        resume(by=cast.boss, approval=approval, reason="x")


def test_ended_by_mistake_it_is_opened_again_in_a_new_round(cast: Cast) -> None:
    approval = ask(cast.seller)
    answer(by=cast.manager, approval=approval, deed="refuse", reason="no")
    again = move(by=cast.boss, approval=approval, to="superior", reason="点错了")
    assert (again.status, again.ended_at, holders(approval)) == ("running", None, ["周启明"])


def test_the_way_out_is_on_the_page(cast: Cast) -> None:
    publish_flow(by=cast.boss, key="own", name="own", graph={"v": 1, "line": [at("a", cast.manager)]})
    approval = start_approval(by=cast.seller, flow=Flow.objects.get(key="own"), title="样品", facts={})
    boss, seller = Client(), Client()
    boss.force_login(cast.boss)
    seller.force_login(cast.seller)
    address = f"/approvals/{approval.pk}/interventions/reassign/"
    assert address in boss.get(f"/approvals/{approval.pk}/").content.decode()
    assert address not in seller.get(f"/approvals/{approval.pk}/").content.decode()
    assert seller.get(address).status_code in (403, 404)
    task = approval.holders.get().number
    sent = {"place": f"task:{task}", "to": cast.south.pk}
    assert boss.post(address, sent).status_code == 422, "never without a reason"
    assert boss.post(address, {**sent, "reason": "出差"}).status_code == 302
    assert holders(approval) == ["何静"]
    for deed in ("suspend", "resume", "move", "end"):
        answer_ = boss.post(f"/approvals/{approval.pk}/interventions/{deed}/", {"reason": "x", "to": "a", "until": ""})
        assert answer_.status_code == 302, deed
    approval.refresh_from_db()
    assert approval.status == "ended"
