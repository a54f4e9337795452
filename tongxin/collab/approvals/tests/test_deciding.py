"""Deciding on the database: rights, delegation, time, stepping in, stale sights, many at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.approvals.actions import (
    answer,
    chase,
    delegate,
    end_approval,
    fire_timers,
    publish_flow,
    start_approval,
    take_back,
    withdraw,
)
from tongxin.collab.approvals.models import Approval, Flow, HistoryEntry, HistoryIsKept, Timer
from tongxin.collab.approvals.queries.inbox import box, count_waiting
from tongxin.collab.approvals.queries.shown import course_of, path_of, preview
from tongxin.collab.approvals.rules import decide
from tongxin.collab.approvals.rules.allowed import may_spare
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.jobs.models import Job
from tongxin.collab.notices.models import Notice
from tongxin.collab.people.actions import deactivate_person
from tongxin.collab.people.models import Person


def ask(by: Person, key: str = "general", **facts: str) -> Approval:
    return start_approval(by=by, flow=Flow.objects.get(key=key), title="样品", facts=facts)


def price(by: Person, asked: str) -> Approval:
    return ask(by, "special_price", product="DN200", quantity="120", list_price="100", price=asked, reason="x")


def holders(approval: Approval) -> list[str]:
    return sorted(approval.holders.open().values_list("person__name", flat=True))


def flow_of(cast: Cast, *line: dict[str, object], **rules: object) -> Flow:
    publish_flow(by=cast.boss, key="own", name="own", graph={"v": 1, "line": list(line), **rules})
    return Flow.objects.get(key="own")


def at(key: str, *people: Person, **more: object) -> dict[str, object]:
    return {
        "type": "step",
        "key": key,
        "name": key,
        "who": [{"from": "people", "people": [one.pk for one in people]}],
        **more,
    }


def test_only_who_has_it_in_hand_decides(cast: Cast) -> None:
    approval = ask(cast.seller)
    for stranger in (cast.colleague, cast.south, cast.boss, cast.seller):
        with pytest.raises(PermissionDenied):
            answer(by=stranger, approval=approval, deed="agree")
    assert HistoryEntry.objects.filter(kind="agreed").count() == 0
    assert not Approval.objects.visible_to(cast.south).exists()
    answer(by=cast.manager, approval=approval, deed="transfer", people=[cast.south])
    assert Approval.objects.visible_to(cast.south).exists()
    assert not Approval.objects.visible_to(cast.manager).exists(), "after the transfer it is closed"
    answer(by=cast.south, approval=approval, deed="agree")
    assert Approval.objects.visible_to(cast.south).exists()


def test_special_price_goes_by_how_deep_it_is(cast: Cast) -> None:
    assert price(cast.seller, "96").status == "agreed"
    assert holders(price(cast.seller, "90")) == ["周启明"]
    deep = price(cast.seller, "70")
    answer(by=cast.manager, approval=deep, deed="agree")
    assert holders(deep) == ["陈岚"]
    assert answer(by=cast.boss, approval=deep, deed="counter", values={"price": "75"}, reason="75").status == "running"
    done = answer(by=cast.seller, approval=deep, deed="accept")
    assert (done.status, done.facts["price"], done.facts_version) == ("agreed", "75", 2)


def test_who_was_brought_in_is_spared_by_who_brought_them(cast: Cast) -> None:
    approval = ask(cast.seller)
    answer(by=cast.manager, approval=approval, deed="add_beside", people=[cast.south])
    task = approval.holders.get(person=cast.south).number
    address, button = f"/approvals/{approval.pk}/sparing/", f'name="task" value="{task}"><button class="btn quiet sm"'
    for person, is_able in ((cast.south, False), (cast.seller, False), (cast.manager, True)):
        client = Client()
        client.force_login(person)
        assert (button in client.get(f"/approvals/{approval.pk}/").content.decode()) is is_able
        client.post(address, {"task": task})
        assert (holders(approval) == ["周启明"]) is is_able
    client.post(address, {"task": "x"})
    assert f"不用 {cast.south.name} 批了" in client.get(f"/approvals/{approval.pk}/").content.decode()
    assert not Approval.objects.visible_to(cast.south).exists(), "it is closed to whoever need not decide"
    assert answer(by=cast.manager, approval=approval, deed="agree").status == "agreed"


def test_who_was_brought_in_before_all_was_taken_back_is_no_trouble_later(cast: Cast) -> None:
    approval = ask(cast.seller)
    answer(by=cast.manager, approval=approval, deed="return", reason="缺图")
    answer(by=cast.seller, approval=approval, deed="resubmit")
    answer(by=cast.manager, approval=approval, deed="add_beside", people=[cast.south])
    take_back(by=cast.manager, approval=approval)
    take_back(by=cast.seller, approval=approval)
    answer(by=cast.seller, approval=approval, deed="resubmit")
    answer(by=cast.manager, approval=approval, deed="add_beside", people=[cast.south])
    course, _entries = course_of(approval)
    assert may_spare(course, cast.manager.pk) == [approval.holders.open().get(person=cast.south).number]


def test_a_preview_writes_nothing(cast: Cast) -> None:
    approval = price(cast.seller, "70")
    before = HistoryEntry.objects.count()
    assert [(step.name, people) for step, people in preview(approval)] == [
        ("大区经理", [cast.manager.pk]), ("总部", [cast.boss.pk]),
    ]  # fmt: skip
    course, _entries = course_of(approval)
    assert [stop.state for stop in path_of(approval, course)] == ["now", "todo"]
    assert HistoryEntry.objects.count() == before


def test_on_behalf_both_are_kept(cast: Cast) -> None:
    general = Flow.objects.get(key="general")
    approval = start_approval(by=cast.clerk, flow=general, title="代录", facts={}, initiator=cast.seller)
    entry = approval.entries.get(number=1)
    assert (entry.by, entry.on_behalf, holders(approval)) == (cast.clerk, cast.seller, ["周启明"])
    assert set(Approval.objects.visible_to(cast.clerk)) == {approval}


def test_a_deputy_acts_and_the_trace_names_both(cast: Cast) -> None:
    approval = ask(cast.seller)
    until = now() + timedelta(days=3)
    delegate(by=cast.manager, person=cast.manager, to=cast.south, starts_at=now(), ends_at=until)
    delegate(by=cast.south, person=cast.south, to=cast.clerk, starts_at=now(), ends_at=until, kinds=["other"])
    assert (count_waiting(cast.south), count_waiting(cast.clerk), count_waiting(cast.manager)) == (1, 0, 1)
    with pytest.raises(ValidationError):
        delegate(by=cast.clerk, person=cast.clerk, to=cast.manager, starts_at=now(), ends_at=until)
    with pytest.raises(PermissionDenied):  # a deputy for other kinds only
        answer(by=cast.clerk, approval=approval, deed="agree")
    answer(by=cast.south, approval=approval, deed="agree")
    entry = approval.entries.get(kind="agreed")
    assert (entry.by, entry.on_behalf) == (cast.south, cast.manager)
    assert [line.approval for line in box(cast.south, "done")] == [approval]
    with replaying(until + timedelta(minutes=1)):
        ask(cast.seller)
        assert count_waiting(cast.south) == 0


def test_what_was_shown_is_what_is_agreed_to(cast: Cast) -> None:
    approval = price(cast.seller, "70")
    answer(by=cast.manager, approval=approval, deed="return", reason="x")
    answer(by=cast.seller, approval=approval, deed="resubmit", values={"price": "72"}, straight=True)
    with pytest.raises(ValidationError):
        answer(by=cast.manager, approval=approval, deed="agree", seen=1)
    assert answer(by=cast.manager, approval=approval, deed="agree", seen=2).status == "running"


def test_taking_back_calling_off_chasing(cast: Cast) -> None:
    approval = price(cast.seller, "70")
    answer(by=cast.manager, approval=approval, deed="agree")
    assert holders(approval) == ["陈岚"]
    take_back(by=cast.manager, approval=approval)
    assert holders(approval) == ["周启明"]
    assert count_waiting(cast.boss) == 0
    chase(by=cast.seller, approval=approval)
    with pytest.raises(ValidationError):
        chase(by=cast.seller, approval=approval)
    with pytest.raises(PermissionDenied):
        withdraw(by=cast.manager, approval=approval, reason="x")
    assert withdraw(by=cast.seller, approval=approval, reason="不要了").status == "withdrawn"
    assert (count_waiting(cast.manager), Timer.objects.waiting().count()) == (0, 0)
    with pytest.raises(PermissionDenied):
        take_back(by=cast.seller, approval=approval)


def test_whoever_left_is_replaced_by_the_superior(cast: Cast) -> None:
    flow = flow_of(cast, at("a", cast.colleague))
    deactivate_person(by=cast.boss, person=cast.colleague)
    approval = start_approval(by=cast.south, flow=flow, title="x", facts={})
    assert holders(approval) == ["周启明"]


def test_who_moves_to_another_unit_keeps_the_chain(cast: Cast) -> None:
    approval = price(cast.seller, "70")
    Approval.objects.filter(pk=approval.pk).update(unit=cast.south_region)
    answer(by=cast.manager, approval=approval, deed="return", reason="x")
    answer(by=cast.seller, approval=approval, deed="resubmit")
    assert holders(approval) == ["陈岚"], "the south has no head: found from the unit that was kept at the start"


def test_running_approvals_stay_on_their_version(cast: Cast) -> None:
    old = start_approval(
        by=cast.seller, flow=flow_of(cast, at("a", cast.manager), at("b", cast.boss)), title="x", facts={}
    )
    new = start_approval(by=cast.seller, flow=flow_of(cast, at("a", cast.south)), title="y", facts={})
    answer(by=cast.manager, approval=old, deed="agree")
    assert (holders(old), holders(new)) == (["陈岚"], ["何静"])


def test_bad_flows_are_refused_with_their_places(cast: Cast) -> None:
    for line, words in (
        ([{"type": "step", "key": "a", "name": "a"}], "who"),
        ([at("a", cast.boss), at("a", cast.boss)], "line.0"),
        ([at("a", cast.boss, colour="red")], "colour"),
        ([{"type": "route", "key": "r", "name": "r", "when": "[nothing] > 1", "to": "r"}], "nothing"),
        ([{"type": "fork", "key": "f", "name": "f", "mode": "first", "arms": []}], "line.0"),
        ("x", "line"),
    ):
        with pytest.raises(ValidationError) as refusal:
            flow_of(cast, *line) if isinstance(line, list) else publish_flow(
                by=cast.boss, key="own", name="own", graph={"v": 1, "line": line}
            )
        assert words in " ".join(refusal.value.messages)
    with pytest.raises(PermissionDenied):
        publish_flow(by=cast.seller, key="own", name="own", graph={"v": 1, "line": []})
    assert Flow.objects.filter(key="own").count() == 0


def test_timers_fire_once_in_working_time(cast: Cast) -> None:
    approval = ask(cast.seller)
    marks = {timer.mark: timer.at for timer in Timer.objects.filter(approval=approval)}
    assert set(marks) == {"remind", "due", "escalate"}
    assert fire_timers(approval=approval.pk, now=marks["remind"] - timedelta(seconds=1)) == 0
    for moment, fired in ((marks["due"], 2), (marks["due"], 0), (marks["remind"] - timedelta(days=2), 0)):
        with replaying(moment):
            assert fire_timers(approval=approval.pk, now=moment) == fired
    with replaying(marks["escalate"] + timedelta(days=30)):
        assert fire_timers(approval=approval.pk, now=now()) == 1
        work_off()
    kinds = list(
        Notice.objects.filter(kind__in=["approval.remind", "approval.due", "approval.late"])
        .order_by("id")
        .values_list("kind", "person__name")
    )
    assert kinds == [
        ("approval.remind", "周启明"), ("approval.due", "周启明"), ("approval.late", "陈岚"), ("approval.late", "李薇"),
    ]  # fmt: skip
    assert [entry.data["mark"] for entry in approval.entries.filter(kind="time_came")] == ["remind", "due", "escalate"]


def test_a_decision_calls_the_timers_off(cast: Cast) -> None:
    approval = ask(cast.seller)
    answer(by=cast.manager, approval=approval, deed="return", reason="补充")
    assert Timer.objects.filter(approval=approval).waiting().count() == 0, (
        "nothing runs while it waits for the initiator"
    )
    answer(by=cast.seller, approval=approval, deed="resubmit", straight=True)
    assert Timer.objects.filter(approval=approval).waiting().count() == 3


def test_errands_that_run_twice_tell_once(cast: Cast) -> None:
    approval = ask(cast.seller)
    work_off()
    Job.objects.filter(name="approvals.errands").update(state="waiting", finished_at=None, run_after=now())
    work_off()
    assert Notice.objects.filter(kind="approval.turn").count() == 1
    assert Notice.objects.get(kind="approval.turn").particulars["key"].startswith(f"{approval.pk}:")


def test_nobody_left_is_shown_to_the_administrator(cast: Cast) -> None:
    flow = flow_of(cast, {"type": "subflow", "key": "s", "name": "s", "flow": "gone"})
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={})
    work_off()
    approval.refresh_from_db()
    assert approval.status == "stuck"
    assert Notice.objects.filter(kind="approval.act", person=cast.boss).exists()
    assert end_approval(by=cast.boss, approval=approval, reason="流程没了").status == "ended"


def test_another_flow_is_waited_for(cast: Cast) -> None:
    flow = flow_of(cast, {"type": "subflow", "key": "s", "name": "s", "flow": "general"}, at("z", cast.boss))
    approval = start_approval(by=cast.seller, flow=flow, title="x", facts={})
    work_off()
    part = approval.parts.get()
    answer(by=cast.manager, approval=part, deed="agree")
    work_off()
    assert holders(approval) == ["陈岚"]


def test_the_history_is_kept_and_replays(cast: Cast) -> None:
    approval = price(cast.seller, "70")
    answer(by=cast.manager, approval=approval, deed="agree")
    with pytest.raises(HistoryIsKept):
        HistoryEntry.objects.all().delete()
    with pytest.raises(HistoryIsKept):
        HistoryEntry.objects.update(kind="x")
    course, entries = course_of(approval)
    for place, entry in enumerate(entries, 1):
        again = decide(course.graph, [one.fact for one in entries[:place]])
        assert [command.told() for command in again.commands] == [
            {**told, "who": tuple(told["who"])} if "who" in told else told for told in entry.commands
        ]
