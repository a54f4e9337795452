"""What the pages on which flows are drawn say: conditions, faults, differences, trials."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tongxin.base.registries.approval_kinds import approval_kinds
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.actions import answer, publish_flow, start_approval
from tongxin.collab.approvals.models import Approval, Flow
from tongxin.collab.approvals.queries.descriptions import node_of
from tongxin.collab.approvals.rules import read_graph
from tongxin.collab.approvals.rules.trying import Case, try_case
from tongxin.collab.approvals.tests.playing import ANN, BEN, CAI, FACTS, fork, step
from tongxin.collab.designer.actions import begin_draft, change_draft, graph_of_draft
from tongxin.collab.designer.models import FlowDraft
from tongxin.collab.designer.queries.checking import faults_of
from tongxin.collab.designer.queries.comparing import differences
from tongxin.collab.designer.queries.conditions import (
    asked_fields,
    filter_of,
    flat,
    formula_of,
    said_condition,
)
from tongxin.collab.designer.queries.trial import try_out
from tongxin.collab.designer.ready_flows import ready_flows
from tongxin.collab.designer.rules.checking import found_in
from tongxin.collab.designer.rules.comparing import compared
from tongxin.collab.designer.rules.editing import Edit
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.notices.models import Notice

pytestmark = pytest.mark.alike
FORM = [
    {"key": "price", "label": "申请价", "type": "number"}, {"key": "list", "label": "目录价", "type": "number"},
    {"key": "day", "label": "交期", "type": "date"}, {"key": "sort", "label": "类别", "type": "choice", "choices": ["急", "缓"]},
]  # fmt: skip


def drawn(*line: Any, form: Any = ()) -> dict[str, Any]:
    return {"v": 1, "line": list(line), "form": list(form)}


@pytest.mark.parametrize(
    "formula",
    [
        "[price] > 5", "[price] * 100 >= [list] * 95", "[price] - [list] <= 30", '[sort] = "急"', "[day] < date(2026, 3, 1)",
        "[price] = empty", "([price] >= 1 and [price] <= 2) or [list] <> 3", 'not ([price] > 1 and contains([text], "样"))',
    ],
)  # fmt: skip
def test_a_condition_that_was_built_can_be_built_on(formula: str) -> None:
    fields = flat(asked_fields(drawn(form=FORM), approval_kinds.get("request")))
    data = filter_of(formula, fields)
    assert data is not None
    again = formula_of(data, fields)
    assert filter_of(again, fields) == data
    read_graph(drawn(fork("f", "first", (again, []), ("", [])), form=FORM), facts={"text": "text"})


def test_conditions_are_said_in_words() -> None:
    fields = flat(asked_fields(drawn(form=FORM), approval_kinds.get("request")))
    assert said_condition("[price] >= [list] * 0.95", fields, {}) == "申请价占目录价的百分比不低于 95"
    assert said_condition("round([price] / 3) > 2", fields, {"price": "申请价"}) == "round([申请价] / 3) > 2"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ([], "nobody_decides"),
        ([fork("f", "first", ("[amount] > 5", []), ("[amount] > 9", []))], "fork_dead_end"),
        ([fork("f", "first", ("", []), ("", []))], "fork_many_others"),
        ([fork("f", "first", ("[gone] > 5", []), ("", []))], "field_gone"),
        ([fork("f", "first", ("[amount] + 5", []), ("", []))], "condition_unfit"),
        ([{"type": "judge", "key": "j", "name": "j", "outcome": "refuse"}, step("a", BEN)], "never_reached"),
        ([{**step("a"), "who": [{"from": "role", "role": ""}]}], "who_unsaid"),
        ([step("a", BEN, refuse="nowhere")], "back_gone"),
        ([step("a", BEN), {"type": "route", "key": "r", "name": "r", "when": "1 = 1", "to": "a"}], "loop_always"),
        ([step("a", BEN), {"type": "route", "key": "r", "name": "r", "when": "[amount] > 5", "to": "a"}], "loop_unchanged"),
        ([{"type": "wait", "key": "w", "name": "w"}], "wait_unsaid"),
    ],
)  # fmt: skip
def test_the_check_finds(line: list[Any], why: str) -> None:
    assert why in [one.why for one in found_in(drawn(*line), FACTS)]


def test_a_sound_flow_has_no_faults() -> None:
    writes = step("a", BEN, fields={"amount": "write"})
    back = {"type": "route", "key": "r", "name": "r", "when": "[amount] > 5", "to": "a"}
    assert found_in(drawn(writes, back, fork("f", "first", ("[amount] > 5", []), ("", []))), FACTS) == []


def test_faults_of_people_and_flows_say_where_and_how_to_mend(cast: Cast) -> None:
    Role.objects.create(name="空角色", scopes={})
    line = [
        {**step("a"), "who": [{"from": "role", "role": "没有了"}]}, {**step("b"), "who": [{"from": "role", "role": "空角色"}]},
        {**step("c"), "who": [{"from": "post", "title": "价格委员会"}]}, step("d", cast.left.pk),
        {"type": "subflow", "key": "e", "name": "e", "flow": "general"},
        fork("f", "first", ("[amount] > 5", []), ("[amount] > 9", []), ("", [])),
    ]  # fmt: skip
    found = faults_of(drawn(*line), "request", flow="own")
    said = {one.key: one for one in found}
    assert [(one.key, one.stops) for one in found] == [
        ("f", True), ("a", True), ("c", True), ("d", True), ("b", False),
    ]  # fmt: skip
    assert "没有了" in said["a"].what
    assert "王磊" in said["d"].what
    assert all(one.mend for one in found)
    begins_own = [{"type": "subflow", "key": "x", "name": "x", "flow": "own"}]
    publish_flow(by=cast.boss, key="general", name="General", graph=drawn(*begins_own))
    circle = faults_of(drawn({"type": "subflow", "key": "e", "name": "e", "flow": "general"}), "request", flow="own")
    assert [one.key for one in circle] == ["e"]


def test_every_ready_flow_can_be_published_and_read(cast: Cast) -> None:
    for word, (_name, _said, graph) in ready_flows().items():
        assert [str(one) for one in faults_of(graph, "request") if one.stops] == [], word
    assert {
        "special_price",
        "payment_term",
        "sample",
        "contract",
        "expense",
        "customer_transfer",
        "renewal",
        "complaint",
        "leave",
    } <= set(ready_flows())


def test_differences_are_told_step_by_step(cast: Cast) -> None:
    before = drawn(step("a", BEN, minutes=240), step("b", BEN), fork("f", "first", ("[amount] > 5", []), ("", [])))
    after = drawn(
        step("b", BEN),
        step("a", cast.boss.pk, minutes=60),
        fork("f", "first", ("[amount] > 9", [step("n", BEN)]), ("", [])),
    )
    found = {(one.what, one.key): one.names for one in compared(before, after)}
    assert found == {
        ("changed", "a"): ("who", "minutes"), ("changed", "f"): ("arms",), ("added", "n"): (), ("moved", "a"): (), ("moved", "b"): (),
    }  # fmt: skip
    said = {one.sign + one.key: one.text for one in differences(before, after, "request")}
    assert "4 小时 → 60 分钟" in said["~a"]
    assert "陈岚" in said["~a"]
    assert compared(before, before) == []


def test_a_case_is_played_as_it_really_went() -> None:
    graph = read_graph(
        drawn(
            fork("f", "all", ("", [step("a", BEN, minutes=60)]), ("", [step("b", CAI, minutes=30)])),
            step("c", BEN, minutes=10),
        ),
        facts=FACTS,
    )
    find = lambda sources, course: [person for one in sources for person in one["people"]]  # noqa: E731
    tried = try_case(graph, Case(initiator=ANN, facts={}), find, {"b": 100})
    assert (tried.outcome, tried.minutes) == ("agreed", 110), (
        "lanes run side by side, and usual time counts before the promised one"
    )
    assert tried.asked == (("a", BEN), ("b", CAI), ("c", BEN))
    refused = try_case(graph, Case(initiator=ANN, facts={}, took={"c": 5}, refused=frozenset({"c"})), find, {})
    assert (refused.outcome, refused.minutes) == ("refused", 65)


def test_last_cases_are_tried_on_both_versions_and_nothing_is_written(cast: Cast) -> None:
    flow = Flow.objects.get(key="special_price")
    for price in (99, 90, 60):
        facts = {"product": "阀", "quantity": 1, "list_price": 100, "price": price, "reason": "x"}
        start_approval(by=cast.seller, flow=flow, title=f"{price}", facts=facts)
    answer(by=cast.manager, approval=Approval.objects.get(title="90"), deed="refuse", reason="x")
    draft = begin_draft(by=cast.boss, flow=flow)
    values = {"when": "[price] * 100 >= [list_price] * 88"}
    draft, _key = change_draft(
        by=cast.boss, draft=draft, edit=Edit(deed="set_arm", key="how_deep", arm=0, values=values)
    )
    before = list(Approval.objects.values_list("length", "status"))
    tried = try_out(cast.boss, flow, graph_of_draft(draft))
    assert tried is not None
    assert tried.before is not None
    assert (tried.count, tried.after.by_itself, tried.before.by_itself) == (3, 2, 1)
    assert [one.approval.title for one in tried.changed] == ["90"]
    assert (tried.changed[0].outcome_before, tried.changed[0].outcome_after) == ("refused", "agreed")
    assert list(Approval.objects.values_list("length", "status")) == before
    own = try_out(cast.south, flow, graph_of_draft(draft))
    assert own is None, "who sees none of the requests is told nothing of them"
    client = Client()
    client.force_login(cast.boss)
    bar = client.get(f"/flows/{flow.pk}/draft/trial/", headers={"HX-Request": "true"}).content.decode()
    shown = [said for said in ("不用人批", "+1", "找得最多", "看哪 1 单变了") if said in bar]
    assert shown == ["不用人批", "+1", "找得最多", "看哪 1 单变了"], (
        "under the drawing stand the first figures, and how far they moved"
    )
    assert "<html" not in bar


def test_a_flow_is_drawn_and_published_on_its_pages(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.boss)
    flow = Flow.objects.get(key="general")
    page = f"/flows/{flow.pk}/draft/"
    assert client.post(page).status_code == 302
    assert (
        client.post(f"{page}edits/", {"deed": "insert", "piece": "fork", "place": "after:superior"}).status_code == 302
    )
    key = node_of(graph_of_draft(FlowDraft.objects.get()), "n2")["key"]  # type: ignore[index]
    assert "死路" not in client.get(page).content.decode()
    refused = client.post(f"{page}publication/", {"seen": FlowDraft.objects.get().revision, "tell": "everybody"})
    assert refused.status_code == 422, "a way is not said yet"
    built = {"c0:field": "amount", "c0:op": "gt", "c0:value": "5000", "c:joint": "and", "do": "apply"}
    assert client.post(f"{page}condition/?step={key}&arm=0", built).status_code == 302
    assert "金额高于 5,000" in client.get(f"{page}text/").content.decode()
    given = {"deed": "set", "key": "superior", "name": "上级", "who0_from": "post", "who0_title": "总经理", "hours": "2", "how": "any",
             "late": "remind", "empty": "administrator", "own": "superior", "refuse": "end"}  # fmt: skip
    assert client.post(f"{page}edits/", given).status_code == 302
    asked = {
        "name": "General request",
        "repeat": "every",
        "withdraw": "until_end",
        "chase": "60",
        "field0-label": "哪里",
        "field0-type": "text",
    }
    assert client.post(f"{page}settings/", asked).status_code == 302
    seen = FlowDraft.objects.get().revision
    stale = client.post(f"{page}publication/", {"seen": seen - 1, "tell": "everybody"})
    assert stale.status_code == 422
    assert client.post(f"{page}publication/", {"seen": seen, "tell": "everybody", "note": "更快"}).status_code == 302
    late = client.post(f"{page}publication/", {"seen": seen, "tell": "everybody"}, follow=True)
    assert "这份草稿已经没有了" in late.content.decode(), "who presses second sees what holds now, and why"
    flow.refresh_from_db()
    assert flow.current == 2
    work_off()
    assert Notice.objects.filter(kind="approval.flow", person=cast.seller).count() == 1
    assert [one["key"] for one in flow.versions.get(number=2).graph["form"]] == ["f1"]
