"""Cases in which approval systems broke in the world; each by its number in the list of defects."""

import re
import sys
from importlib import import_module

import pytest

from tongxin.collab.approvals.rules import Impossible, can_take_back
from tongxin.collab.approvals.tests.playing import ANN, BEN, CAI, DAN, EVE, FAY, Play, fork, replayed, step


def both(*after: object) -> Play:
    return Play(
        step("first", BEN),
        fork("f", "all", ("", [step("a", CAI)]), ("", [step("b", DAN), step("b2", EVE)])),
        step("z", FAY),
    )


def test_01_back_from_a_countersign_to_the_step_before() -> None:
    play = Play(step("a", BEN), step("b", CAI, DAN))
    play.by(BEN, "agreed")
    play.by(CAI, "agreed")
    play.by(DAN, "returned", to="a")
    assert (play.state.status, play.open()) == ("running", [BEN])


def test_02_back_to_a_countersign_asks_everybody_anew() -> None:
    play = Play(step("a", BEN, CAI), step("b", DAN))
    play.by(BEN, "agreed")
    play.by(CAI, "agreed")
    play.by(DAN, "returned", to="a")
    assert play.open() == [BEN, CAI]


def test_03_back_out_of_a_branch_calls_the_others_off() -> None:
    play = both()
    play.by(BEN, "agreed")
    play.by(DAN, "returned", to="first")
    assert (play.open(), play.status_of(CAI)) == ([BEN], ["cancelled"])
    play.by(BEN, "agreed")
    assert play.open() == [CAI, DAN]


def test_03_back_inside_a_branch_leaves_the_others() -> None:
    play = both()
    play.by(BEN, "agreed")
    play.by(DAN, "agreed")
    play.by(EVE, "returned", to="b")
    assert play.open() == [CAI, DAN]


def test_04_a_branch_that_goes_to_the_initiator_does_not_flow_on() -> None:
    play = both()
    play.by(BEN, "agreed")
    play.by(CAI, "agreed")
    play.by(DAN, "returned")
    assert play.open() == [ANN]
    play.by(ANN, "resubmitted", straight=True)
    assert play.open() == [DAN]
    play.by(DAN, "agreed")
    play.by(EVE, "agreed")
    assert play.open() == [FAY]


def test_04_the_others_are_asked_again_where_they_were() -> None:
    play = both()
    play.by(BEN, "agreed")
    play.by(DAN, "returned")
    assert play.open() == [ANN]
    play.by(ANN, "resubmitted", straight=True)
    assert play.open() == [CAI, DAN]


def test_05_no_entry_is_written_twice() -> None:
    play = both()
    play.by(BEN, "agreed")
    play.by(DAN, "returned", to="first")
    numbers = [fact.number for fact in play.course.past]
    assert numbers == list(range(1, len(numbers) + 1))


def test_06_an_early_refusal_calls_the_rest_off() -> None:
    play = Play(step("a", BEN, CAI, DAN))
    play.by(CAI, "refused")
    assert (play.open(), play.state.status) == ([], "refused")


def test_07_back_to_the_initiator_again_and_again() -> None:
    play = Play(step("a", BEN), step("b", CAI))
    play.by(BEN, "agreed")
    for turn in range(4):
        play.by(CAI, "returned")
        assert (play.open(), play.state.round) == ([ANN], turn + 2)
        play.by(ANN, "resubmitted", straight=True)
        assert play.open() == [CAI]
    play.by(CAI, "agreed")
    assert play.state.status == "agreed"


def test_08_after_a_refused_countersign_somebody_has_it() -> None:
    play = Play(step("a", BEN, CAI, refuse="initiator"))
    play.by(BEN, "refused")
    assert play.open() == [ANN]


def test_09_who_was_told_stays_told() -> None:
    notice = {"type": "notice", "key": "n", "name": "n", "who": [{"from": "people", "people": [EVE]}]}
    play = Play(notice, step("a", BEN))
    play.by(BEN, "refused")
    assert play.state.copied == [EVE]


def test_10_adding_people_inside_branches() -> None:
    play = both()
    play.by(BEN, "agreed")
    play.by(CAI, "added_before", people=[EVE])
    play.by(DAN, "added_after", people=[FAY])
    assert play.open() == [EVE, FAY]
    play.by(EVE, "agreed")
    play.by(CAI, "agreed")
    play.by(FAY, "agreed")
    assert play.where() == ["b2"]


def test_11_one_person_twice_at_a_step_is_asked_once() -> None:
    two = {"type": "step", "key": "a", "name": "a", "how": "any", "who": [{"from": "people", "people": [BEN, CAI]}] * 2}
    assert Play(two).open() == [BEN, CAI]


def test_12_taking_back_into_several_branches() -> None:
    play = both()
    number = play.by(BEN, "agreed")
    task = next(one.number for one in play.state.tasks.values() if one.person == BEN)
    play.write("taken_back", by=BEN, entry=number, task=task)
    assert (play.open(), play.status_of(CAI), play.status_of(DAN)) == ([BEN], [], [])


def test_12_one_branch_taken_back_leaves_the_other() -> None:
    play = both()
    play.by(BEN, "agreed")
    mine = play.by(CAI, "agreed")
    play.by(DAN, "agreed")
    assert can_take_back(play.course, mine)
    task = next(one.number for one in play.state.tasks.values() if one.person == CAI)
    play.write("taken_back", by=CAI, entry=mine, task=task)
    assert play.open() == [CAI, EVE]
    play.by(EVE, "agreed")
    assert play.open() == [CAI]
    play.by(CAI, "agreed")
    assert play.open() == [FAY]


def test_12_what_was_done_outside_is_not_taken_back_by_whoever_agreed_first() -> None:
    act = {"type": "act", "key": "x", "name": "x", "act": "hook"}
    play = Play(step("a", BEN, CAI), act, step("b", DAN))
    first = play.by(BEN, "agreed")
    last = play.by(CAI, "agreed")
    assert (can_take_back(play.course, first), can_take_back(play.course, last)) == (False, False)


def test_12_a_decision_on_which_a_branch_is_built_stays() -> None:
    play = both()
    mine = play.by(BEN, "agreed")
    play.by(DAN, "agreed")
    assert not can_take_back(play.course, mine)


def test_13_the_second_of_two_at_the_same_moment_comes_too_late() -> None:
    play = Play(step("a", BEN, CAI, how="any"), step("b", DAN))
    late = play.task(CAI).number
    play.by(BEN, "agreed")
    with pytest.raises(Impossible):
        play.write("agreed", by=CAI, task=late)


def test_14_whoever_left_is_not_asked_and_nobody_is_not_silence() -> None:
    play = Play(step("a", BEN), step("b", CAI, empty="administrator"))
    play.gone = {CAI}
    play.by(BEN, "agreed")
    assert play.state.status == "running"
    assert play.open() != []
    alone = Play(step("a", BEN), step("b", CAI))
    alone.gone = {CAI, 7}
    alone.by(BEN, "agreed")
    assert (alone.state.status, alone.state.why_stuck) == ("stuck", "nobody")
    run = next(run.number for run in alone.state.runs.values() if run.status == "asking")
    alone.write("reassigned", by=7, run=run, to=EVE, reason="x")
    assert (alone.state.status, alone.open()) == ("running", [EVE])


def test_whatever_has_nobody_and_waits_for_nothing_is_shown() -> None:
    play = Play(step("a", BEN))
    play.task(BEN).status = "cancelled"
    play.course.check_stuck()
    assert (play.state.status, type(play.course.commands[-1]).__name__) == ("stuck", "TellAdministrators")


def test_18_time_and_a_person_at_the_same_second() -> None:
    play = Play(step("a", BEN, late="refuse"), step("b", CAI))
    task = play.task(BEN).number
    play.by(BEN, "agreed")
    play.write("time_came", task=task, mark="due")
    assert play.open() == [CAI]


def test_a_replay_says_the_same() -> None:
    play = both()
    play.by(BEN, "agreed")
    play.by(DAN, "returned")
    play.by(ANN, "resubmitted", straight=True)
    again = replayed(play)
    assert again.state == play.state


# Cases that take a database to show, each with the test that shows it.
ELSEWHERE = {
    13: "test_together.test_the_first_of_two_who_press_at_once_decides",
    14: "test_stepping_in.test_what_somebody_who_left_had_in_hand_goes_to_the_superior",
    15: "test_deciding.test_running_approvals_stay_on_their_version",
    16: "test_deciding.test_who_moves_to_another_unit_keeps_the_chain",
    17: "test_deciding.test_a_deputy_acts_and_the_trace_names_both",
    18: "test_together.test_a_timer_fires_once_on_many_workers_and_beside_a_decision",
}


def test_every_case_is_shown() -> None:
    here = {int(found[1]) for name in dir(sys.modules[__name__]) if (found := re.match(r"test_(\d\d)_", name))}
    assert here | set(ELSEWHERE) == set(range(1, 19))
    for place in ELSEWHERE.values():
        module, name = place.split(".")
        assert callable(getattr(import_module(f"tongxin.collab.approvals.tests.{module}"), name))
