"""The words of Chinese approval systems, each meaning exactly what it means there. Numbers are those of the list of terms."""

from collections.abc import Callable
from importlib import import_module

import pytest

from tongxin.collab.approvals.rules import Do, Impossible, NotPossible, Sleep, can_take_back, deeds_of, last_decision
from tongxin.collab.approvals.rules.allowed import (
    check_chase,
    check_people,
    check_remove,
    check_return,
    check_withdraw,
    may_spare,
)
from tongxin.collab.approvals.rules.returning import may_return_to
from tongxin.collab.approvals.tests.playing import ANN, BEN, CAI, DAN, EVE, FAY, GUS, START, Play, fork, step

Scenario = Callable[[], None]
TERMS: dict[str, Scenario] = {}


def term(name: str) -> Callable[[Scenario], Scenario]:
    def keep(scenario: Scenario) -> Scenario:
        assert name not in TERMS
        TERMS[name] = scenario
        return scenario

    return keep


@pytest.mark.parametrize("name", TERMS)
def test_term(name: str) -> None:
    TERMS[name]()


@term("1 发起")
def _() -> None:
    play = Play(step("a", BEN), facts={"amount": "5"})
    assert (play.state.status, play.state.initiator, play.state.facts, play.open()) == (
        "running",
        ANN,
        {"amount": "5"},
        [BEN],
    )
    assert play.told == [(BEN, "turn")]


@term("3 同意")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI))
    play.by(BEN, "agreed")
    assert play.open() == [CAI]
    play.by(CAI, "agreed")
    assert play.state.status == "agreed"


@term("4 拒绝")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI))
    play.by(BEN, "refused", reason="no")
    assert (play.state.status, play.open()) == ("refused", [])


@term("5 驳回: the designer's target, when the rule for several people is reached")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI, DAN, EVE, how="share", share=60, refuse="previous"))
    play.by(BEN, "agreed")
    play.by(CAI, "refused")
    assert play.where() == ["b"]
    play.by(DAN, "refused")
    assert (play.where(), play.state.round, play.status_of(EVE)) == (["a"], 2, ["cancelled"])
    to_initiator = Play(step("a", BEN, refuse="initiator"))
    to_initiator.by(BEN, "refused")
    assert (to_initiator.open(), to_initiator.state.status) == ([ANN], "running")


@term("6 退回: at once, to a passed step of one's choice")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI), step("c", DAN, EVE))
    play.by(BEN, "agreed")
    play.by(CAI, "agreed")
    assert may_return_to(play.course, play.state.runs[play.task(DAN).run]) == ["a", "b"]
    play.by(DAN, "returned", to="a")
    assert (play.where(), play.status_of(EVE)) == (["a"], ["cancelled"])


@term("7 重新提交: 逐级 all steps again, 直达 straight back")
def _() -> None:
    for straight, where in ((False, ["a"]), (True, ["b"])):
        play = Play(step("a", BEN), step("b", CAI))
        play.by(BEN, "agreed")
        play.by(CAI, "returned")
        assert play.open() == [ANN]
        play.by(ANN, "resubmitted", straight=straight, values={"amount": "9"})
        assert (play.where(), play.state.facts) == (where, {"amount": "9"})


@term("7 直达 after a return to a step")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI), step("c", DAN))
    play.by(BEN, "agreed")
    play.by(CAI, "agreed")
    play.by(DAN, "returned", to="a", straight=True)
    play.by(BEN, "agreed")
    assert play.where() == ["c"]


@term("8 撤销")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI), withdraw="until_first")
    check_withdraw(play.course)
    play.by(BEN, "agreed")
    with pytest.raises(NotPossible):
        check_withdraw(play.course)
    free = Play(step("a", BEN))
    free.write("withdrawn", by=ANN, reason="x")
    assert (free.state.status, free.open()) == ("withdrawn", [])


@term("9 拿回: while nobody has acted on it")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI))
    number = play.by(BEN, "agreed")
    assert can_take_back(play.course, number)
    task = next(task.number for task in play.state.tasks.values() if task.person == BEN)
    play.write("taken_back", by=BEN, entry=number, task=task)
    assert (play.open(), play.status_of(CAI)) == ([BEN], [])
    again = play.by(BEN, "agreed")
    play.by(CAI, "agreed")
    assert not can_take_back(play.course, again)


@term("10 会签: all must agree, the first refusal ends it")
def _() -> None:
    play = Play(step("a", BEN, CAI, DAN))
    play.by(BEN, "agreed")
    play.by(CAI, "refused")
    assert (play.state.status, play.status_of(DAN)) == ("refused", ["cancelled"])
    waits = Play(step("a", BEN, CAI, waits_for_all=True))
    waits.by(BEN, "refused")
    assert waits.open() == [CAI]
    waits.by(CAI, "agreed")
    assert waits.state.status == "refused"


@term("11 依次审批")
def _() -> None:
    play = Play(step("a", CAI, BEN, how="in_order"))
    assert play.open() == [CAI]
    play.by(CAI, "agreed")
    assert play.open() == [BEN]
    play.by(BEN, "agreed")
    assert play.state.status == "agreed"


@term("12 或签: the first decision decides, yes or no")
def _() -> None:
    for kind, status in (("agreed", "agreed"), ("refused", "refused")):
        play = Play(step("a", BEN, CAI, how="any"))
        play.by(CAI, kind)
        assert (play.state.status, play.status_of(BEN)) == (status, ["cancelled"])


@term("13 比例会签: by weight, and refused as soon as it can't be reached")
def _() -> None:
    play = Play(step("a", BEN, CAI, DAN, how="share", share=51, weights={str(BEN): 3}))
    play.by(BEN, "agreed")
    assert play.state.status == "agreed"
    lost = Play(step("a", BEN, CAI, DAN, how="share", share=60))
    lost.by(BEN, "refused")
    assert lost.state.status == "running"
    lost.by(CAI, "refused")
    assert lost.state.status == "refused"


@term("14 一票否决")
def _() -> None:
    play = Play(step("a", BEN, CAI, DAN, how="share", share=30, veto=[DAN]))
    play.by(DAN, "refused")
    assert play.state.status == "refused"


@term("15 前加签")
def _() -> None:
    play = Play(step("a", BEN))
    play.by(BEN, "added_before", people=[CAI, DAN])
    assert (play.open(), play.status_of(BEN)) == ([CAI, DAN], ["waiting"])
    play.by(CAI, "agreed")
    assert play.open() == [DAN]
    play.by(DAN, "agreed")
    assert play.open() == [BEN]
    no = Play(step("a", BEN))
    no.by(BEN, "added_before", people=[CAI, DAN])
    no.by(CAI, "refused")
    assert (no.open(), no.status_of(DAN), no.state.status) == ([BEN], ["cancelled"], "running")


@term("16 后加签")
def _() -> None:
    play = Play(step("a", BEN), step("b", FAY))
    play.by(BEN, "added_after", people=[CAI, DAN])
    assert play.open() == [CAI, DAN]
    assert "add_after" not in deeds_of(play.course, play.task(CAI))
    play.by(CAI, "agreed")
    assert play.where() == ["a"]
    play.by(DAN, "agreed")
    assert play.where() == ["b"]


@term("17 并加签: the rule counts anew")
def _() -> None:
    play = Play(step("a", BEN))
    play.by(BEN, "added_beside", people=[CAI])
    play.by(BEN, "agreed")
    assert (play.state.status, play.open()) == ("running", [CAI])
    play.by(CAI, "agreed")
    assert play.state.status == "agreed"


@term("18 减签: by who brought them in, never the last one")
def _() -> None:
    play = Play(step("a", BEN, DAN))
    play.by(BEN, "added_beside", people=[CAI])
    assert [may_spare(play.course, one) for one in (BEN, DAN, CAI)] == [[play.task(CAI).number], [], []]
    play.write("removed", by=BEN, task=play.task(CAI).number)
    assert play.open() == [BEN, DAN]
    play.by(DAN, "transferred", to=CAI)
    assert may_spare(play.course, BEN) == [], "this time it was somebody else"
    play.by(CAI, "agreed")
    assert play.open() == [BEN]
    with pytest.raises(NotPossible):
        check_remove(play.course, play.task(BEN))


@term("19 转办: for good")
def _() -> None:
    play = Play(step("a", BEN, CAI))
    play.by(BEN, "transferred", to=DAN)
    assert (play.open(), play.status_of(BEN)) == ([CAI, DAN], ["transferred"])
    with pytest.raises(NotPossible):
        check_people(play.course, play.task(DAN), [CAI])
    play.by(DAN, "agreed")
    play.by(CAI, "agreed")
    assert play.state.status == "agreed"


@term("20 协办: the opinion comes back")
def _() -> None:
    play = Play(step("a", BEN))
    play.by(BEN, "consulted", people=[CAI])
    assert play.open() == [CAI]
    play.by(CAI, "refused", reason="too cheap")
    assert (play.open(), play.state.status) == ([BEN], "running")
    play.by(BEN, "agreed")
    assert play.state.status == "agreed"


@term("23 抄送: once a person")
def _() -> None:
    notice = {"type": "notice", "key": "n", "name": "n", "who": [{"from": "people", "people": [EVE, FAY]}]}
    play = Play(notice, step("a", BEN), {**notice, "key": "m"})
    play.by(BEN, "agreed")
    assert play.state.status == "agreed"
    assert [one for one in play.told if one[1] == "copied"] == [(EVE, "copied"), (FAY, "copied")]


@term("24 催办: limited, counted, to whoever has it")
def _() -> None:
    play = Play(step("a", BEN, CAI), chase=120)
    check_chase(play.course, START)
    play.by(BEN, "agreed")
    play.write("chased", by=ANN)
    assert ((CAI, "chased") in play.told, play.task(CAI).chases) == (True, 1)
    with pytest.raises(NotPossible):
        check_chase(play.course, START)


@term("25 督办: told of delay")
def _() -> None:
    play = Play(step("a", BEN))
    play.write("watched", by=DAN, person=DAN)
    play.write("time_came", task=play.task(BEN).number, mark="due")
    assert (DAN, "due") in play.told


@term("26 沟通, 27 评论: nothing moves")
def _() -> None:
    play = Play(step("a", BEN))
    play.write("asked", by=BEN, to=[EVE], text="?")
    play.write("commented", by=EVE, text="!")
    assert (play.open(), (EVE, "asked") in play.told) == ([BEN], True)


@term("28 已阅: the first opening")
def _() -> None:
    play = Play(step("a", BEN))
    play.write("read", by=BEN, task=play.task(BEN).number)
    first = play.task(BEN).read_at
    play.write("read", by=BEN, task=play.task(BEN).number)
    assert first is not None
    assert play.task(BEN).read_at == first


@term("29 跳转, 改派")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI), step("c", DAN))
    play.write("moved", by=GUS, to="c", reason="x")
    assert (play.where(), play.state.round) == (["c"], 2)
    play.write("reassigned", by=GUS, task=play.task(DAN).number, to=EVE, reason="x")
    assert play.open() == [EVE]


@term("30 终止")
def _() -> None:
    play = Play(step("a", BEN))
    play.write("ended", by=GUS, reason="x")
    assert (play.state.status, play.open()) == ("ended", [])


@term("31 挂起")
def _() -> None:
    play = Play(step("a", BEN))
    play.write("suspended", by=GUS)
    assert deeds_of(play.course, play.task(BEN)) == []
    with pytest.raises(Impossible):
        play.by(BEN, "agreed")
    play.write("resumed", by=GUS)
    play.by(BEN, "agreed")
    assert play.state.status == "agreed"


@term("32 唤醒: open again, in a new round")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI))
    play.by(BEN, "refused")
    play.write("moved", by=GUS, to="b", reason="x")
    assert (play.state.status, play.where(), play.state.round) == ("running", ["b"], 2)


@term("33 认领, 放回")
def _() -> None:
    play = Play(step("a", BEN, CAI, how="claim"))
    play.by(CAI, "claimed")
    assert play.open() == [CAI]
    play.by(CAI, "put_back")
    assert play.open() == [BEN, CAI]
    play.by(BEN, "claimed")
    play.by(BEN, "agreed")
    assert play.state.status == "agreed"


@term("34 连续多级, 发起人自选, 上一步指定")
def _() -> None:
    chosen = {"type": "step", "key": "b", "name": "b", "who": [{"from": "chosen"}]}
    play = Play(step("a", BEN), chosen)
    play.by(BEN, "agreed", chosen={"b": [EVE]})
    assert play.open() == [EVE]


@term("35 审批人为空")
def _() -> None:
    assert Play(step("a", empty="pass")).state.status == "agreed"
    assert Play(step("a", empty="refuse")).state.status == "refused"
    assert Play(step("a", empty="administrator")).open() == [GUS]
    assert Play(step("a", empty="person", empty_person=FAY)).open() == [FAY]


@term("36 审批人=发起人")
def _() -> None:
    assert Play(step("a", ANN, own="self")).open() == [ANN]
    assert Play(step("a", ANN, own="skip")).state.status == "agreed"
    assert Play(step("a", ANN, CAI, own="skip")).open() == [CAI]
    assert Play(step("a", ANN, own="superior")).open() == [BEN]
    assert Play(step("a", ANN, CAI, own="superior")).open() == [BEN, CAI]


@term("37 去重")
def _() -> None:
    line = [step("a", BEN), step("b", CAI), step("c", BEN, DAN)]
    for rule, open_people in (("every", [BEN, DAN]), ("consecutive", [BEN, DAN]), ("first", [DAN])):
        play = Play(*line, repeat=rule)
        play.by(BEN, "agreed")
        play.by(CAI, "agreed")
        assert play.open() == open_people, rule
    near = Play(step("a", BEN), step("b", BEN, CAI), repeat="consecutive")
    near.by(BEN, "agreed")
    assert (near.open(), near.status_of(BEN)) == ([CAI], ["agreed", "skipped"])


@term("38 自动通过, 自动拒绝")
def _() -> None:
    def play(amount: str) -> Play:
        yes = {"type": "judge", "key": "yes", "name": "yes", "outcome": "agree"}
        no = {"type": "judge", "key": "no", "name": "no", "outcome": "refuse"}
        return Play(fork("f", "first", ("[amount] < 10", [yes]), ("", [no])), facts={"amount": amount})

    assert (play("5").state.status, play("50").state.status) == ("agreed", "refused")


@term("39 超时处理")
def _() -> None:
    for late, status, people in (
        ("remind", "running", [BEN]), ("agree", "agreed", []), ("refuse", "refused", []), ("superior", "running", [CAI]),
    ):  # fmt: skip
        play = Play(step("a", BEN, late=late))
        play.write("time_came", task=play.task(BEN).number, mark="due", above=[CAI])
        assert (play.state.status, play.open()) == (status, people), late
    told = Play(step("a", BEN))
    told.write("time_came", task=told.task(BEN).number, mark="escalate", above=[CAI])
    assert {(CAI, "late"), (ANN, "late")} <= set(told.told)


@term("40 条件, 并行, 包容, 路由")
def _() -> None:
    arms = (("[amount] > 10", [step("a", BEN)]), ("[amount] > 100", [step("b", CAI)]), ("", [step("c", DAN)]))
    assert Play(fork("f", "first", *arms), facts={"amount": "500"}).open() == [BEN]
    assert Play(fork("f", "every", *arms), facts={"amount": "500"}).open() == [BEN, CAI]
    assert Play(fork("f", "every", *arms), facts={"amount": "1"}).open() == [DAN]
    play = Play(fork("f", "all", ("", [step("a", BEN)]), ("", [step("b", CAI)])), step("z", EVE))
    play.by(BEN, "agreed")
    assert play.open() == [CAI]
    play.by(CAI, "agreed")
    assert play.open() == [EVE]


@term("40 路由: back while a condition holds, and never for ever")
def _() -> None:
    route = {"type": "route", "key": "r", "name": "r", "when": "[amount] > 10", "to": "a", "most": 2}
    play = Play(step("a", BEN), route, step("z", EVE), facts={"amount": "50"})
    for _turn in range(3):
        assert play.open() == [BEN]
        play.by(BEN, "agreed")
    assert play.open() == [EVE]


@term("41 子流程")
def _() -> None:
    sub = {"type": "subflow", "key": "s", "name": "s", "flow": "other"}
    for outcome, status in (("agreed", "agreed"), ("refused", "refused")):
        play = Play(sub)
        assert play.state.status == "running"
        play.write("sub_ended", run=play.left[0].run, outcome=outcome)
        assert play.state.status == status


@term("42 办理节点: only done or sent back")
def _() -> None:
    play = Play({**step("a", BEN), "type": "do"})
    deeds = deeds_of(play.course, play.task(BEN))
    assert ("agree" in deeds, "return" in deeds, "refuse" in deeds) == (True, True, False)


@term("43 延迟, 触发器")
def _() -> None:
    wait = {"type": "wait", "key": "w", "name": "w", "minutes": 60}
    act = {"type": "act", "key": "x", "name": "x", "act": "hook", "data": {"url": "u"}}
    play = Play(wait, act, step("a", BEN))
    assert isinstance(play.left[0], Sleep)
    play.write("woke", run=play.left[0].run)
    assert isinstance(play.left[1], Do)
    play.write("acted", run=play.left[1].run, values={"amount": "7"})
    assert (play.open(), play.state.facts["amount"]) == ([BEN], "7")
    failed = Play(act)
    failed.write("act_failed", run=failed.left[0].run)
    assert failed.state.status == "stuck"


@term("还价: one tap, no second run")
def _() -> None:
    play = Play(step("a", BEN), step("b", CAI), facts={"amount": "90"})
    play.by(BEN, "countered", values={"amount": "92"}, reason="92")
    assert play.open() == [ANN]
    play.by(ANN, "accepted", values={"amount": "92"})
    assert (play.where(), play.state.facts["amount"]) == (["b"], "92")
    no = Play(step("a", BEN), facts={"amount": "90"})
    no.by(BEN, "countered", values={"amount": "92"})
    no.by(ANN, "declined", reason="no")
    assert (no.open(), no.state.facts["amount"]) == ([BEN], "90")


@term("退回 into another arm is refused")
def _() -> None:
    play = Play(fork("f", "all", ("", [step("a", BEN), step("a2", CAI)]), ("", [step("b", DAN)])))
    play.by(BEN, "agreed")
    run = play.state.runs[play.task(DAN).run]
    with pytest.raises(NotPossible):
        check_return(play.course, run, "a")
    assert last_decision(play.course, BEN) is not None


# Terms that take a database or a page to show, each with the test that shows it.
ELSEWHERE = {
    "2 暂存": "test_asking.test_a_draft_is_its_authors_alone_until_it_is_sent",
    "21 代理": "test_deciding.test_a_deputy_acts_and_the_trace_names_both",
    "22 离职转办": "test_stepping_in.test_what_somebody_who_left_had_in_hand_goes_to_the_superior",
    "25 督办": "test_asking.test_who_leads_may_watch_and_remind",
    "26 沟通": "test_asking.test_a_question_is_answered_without_moving_it",
    "30 终止": "test_stepping_in.test_the_way_out_is_on_the_page",
    "31 挂起": "test_stepping_in.test_a_pause_ends_by_itself_and_loses_nothing",
    "34 审批人来源": "test_finding.test_a_source_finds",
    "39 工作时间": "test_deciding.test_timers_fire_once_in_working_time",
    "44 字段权限": "test_asking.test_what_a_step_may_fill_in_read_and_not_see",
    "45 意见, 常用语": "test_asking.test_sentences_one_often_writes_are_at_hand",
    "45 签名, 附件": "test_asking.test_a_flow_may_want_a_file_and_a_step_a_file_and_a_signature",
    "46 单据锁定": "test_kinds.test_a_document_is_locked_while_it_is_decided_and_bound_to_its_version",
    "47 审批后操作": "test_kinds.test_what_follows_stands_or_falls_with_the_decision",
    "48 版本": "test_deciding.test_running_approvals_stay_on_their_version",
    "48 用过的流程不能删": "test_kinds.test_a_flow_that_was_used_is_never_deleted",
    "49 流程预览": "test_asking.test_the_way_is_shown_before_it_is_sent",
    "50 批量审批": "test_asking.test_many_of_one_flow_are_agreed_to_with_one_sentence",
    "51 审批轨迹": "test_deciding.test_the_history_is_kept_and_replays",
    "51 套打": "test_kinds.test_on_paper_with_the_amount_in_capitals",
    "52 关联单据": "test_kinds.test_who_decides_sees_earlier_ones_for_this_one_only",
    "53 补录": "test_asking.test_what_was_decided_on_paper_is_entered_by_an_administrator",
}


def shown(names: list[str]) -> set[int]:
    heads = [name.split()[0] for name in names] + [part.split()[0] for name in names for part in name.split(", ")[1:]]
    return {int(head) for head in heads if head.isdigit()}


def test_every_term_is_shown() -> None:
    assert set(range(1, 54)) - shown([*TERMS, *ELSEWHERE]) == set()
    for place in ELSEWHERE.values():
        module, name = place.split(".")
        assert callable(getattr(import_module(f"tongxin.collab.approvals.tests.{module}"), name))
