"""Whatever people do, in whatever order: nobody decides twice, nothing is stuck in silence, a replay says the same.

At length: `APPROVAL_RUNS=2000 APPROVAL_STEPS=50 bin/test tongxin/collab/approvals/tests/test_invariants.py`.
"""

import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.collab.approvals.rules import MEND, Course, Step, can_take_back, deeds_of, last_decision
from tongxin.collab.approvals.rules.allowed import may_spare
from tongxin.collab.approvals.rules.returning import may_return_to
from tongxin.collab.approvals.tests.playing import Play, fork, replayed, step

PEOPLE = st.integers(1, 7)
HOW = st.sampled_from(["all", "any", "in_order", "share", "claim"])
WRITTEN = {
    "agree": "agreed", "refuse": "refused", "return": "returned", "counter": "countered", "transfer": "transferred",
    "consult": "consulted", "add_before": "added_before", "add_after": "added_after", "add_beside": "added_beside",
    "claim": "claimed", "put_back": "put_back", "resubmit": "resubmitted", "accept": "accepted", "decline": "declined",
}  # fmt: skip


@st.composite
def lines(draw: Any, depth: int = 2, names: list[int] | None = None) -> list[dict[str, Any]]:
    names = names if names is not None else [0]
    found: list[dict[str, Any]] = []
    for _place in range(draw(st.integers(1, 3))):
        names[0] += 1
        number = names[0]
        if depth and draw(st.integers(0, 3)) == 0:
            arms = [("", draw(lines(depth - 1, names))) for _arm in range(2)]
            found.append(fork(f"f{number}", "all", *arms))
        else:
            people = draw(st.lists(PEOPLE, min_size=1, max_size=3, unique=True))
            more = {
                "how": draw(HOW), "own": draw(st.sampled_from(["self", "skip", "superior"])),
                "refuse": draw(st.sampled_from(["end", "initiator", "previous"])),
                "empty": draw(st.sampled_from(["pass", "administrator"])),
                "late": draw(st.sampled_from(["remind", "agree", "refuse", "superior"])),
            }  # fmt: skip
            found.append(step(f"s{number}", *people, **more))
    return found


def act(play: Play, draw: Any) -> None:
    tasks = sorted(play.state.open_tasks(), key=lambda task: task.number)
    task = tasks[draw(st.integers(0, len(tasks) - 1))]
    deed = draw(st.sampled_from(deeds_of(play.course, task)))
    data: dict[str, Any] = {"task": task.number}
    busy = {one.person for one in play.state.tasks_of(task.run) if one.is_undecided}
    free = [one for one in range(1, 8) if one not in busy]
    if deed in ("transfer", "consult", "add_before", "add_after", "add_beside"):
        if not free:
            deed = "agree"
        elif deed == "transfer":
            data["to"] = draw(st.sampled_from(free))
        else:
            data["people"] = draw(st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True))
    if deed == "return":
        keys = may_return_to(play.course, play.state.runs[task.run])
        data |= {"to": draw(st.sampled_from(["", *keys])), "straight": draw(st.booleans())}
    if deed == "resubmit":
        data["straight"] = draw(st.booleans())
    play.write(WRITTEN[deed], by=task.person, **data)


def take_back(play: Play, person: int) -> None:
    last = last_decision(play.course, person)
    if last is not None and last.by == person and can_take_back(play.course, last.number):
        play.write("taken_back", by=person, entry=last.number, task=last.data["task"])
        assert play.state.tasks[last.data["task"]].is_open


def from_outside(play: Play, draw: Any) -> None:
    """Time comes, somebody above steps in, a pause begins or ends."""
    state = play.state
    if state.status == "suspended":
        play.write("resumed", by=7)
        return
    tasks = sorted(state.open_tasks(), key=lambda task: task.number)
    kind = draw(st.sampled_from(["time_came", "suspended", "moved", "reassigned", "chased", "read", "removed"]))
    spare = [(one, number) for one in range(1, 8) for number in may_spare(play.course, one)]
    if kind == "moved":
        play.write("moved", by=7, to=draw(st.sampled_from([node.key for node in play.graph.steps()])), reason="x")
    elif kind == "removed" and spare:
        by, number = draw(st.sampled_from(spare))
        play.write("removed", by=by, task=number)
    elif kind in ("suspended", "chased"):
        play.write(kind, by=7)
    elif tasks:
        task = draw(st.sampled_from(tasks))
        busy = {one.person for one in state.tasks_of(task.run) if one.is_undecided}
        free = [one for one in range(1, 8) if one not in busy]
        if kind == "time_came":
            mark = draw(st.sampled_from(["remind", "due", "escalate"]))
            above = [one for one in (draw(PEOPLE),) if one in free]
            play.write("time_came", task=task.number, mark=mark, above=above)
        elif kind == "read":
            play.write("read", by=task.person, task=task.number)
        elif kind == "reassigned" and free:
            play.write("reassigned", by=7, task=task.number, to=draw(st.sampled_from(free)), reason="x")


def check(play: Play) -> None:
    state = play.state
    if state.status == "running":
        assert any(state.open_tasks()), "somebody has it"
    else:
        assert state.status in ("agreed", "refused", "stuck", "suspended")
    for task in state.tasks.values():
        run = state.runs[task.run]
        assert not task.is_undecided or run.is_active, "no task outlives its step"
        if task.is_open and task.origin != "counter":
            mine = [one for one in state.tasks_of(task.run) if one.person == task.person and one.is_open]
            assert [one.origin for one in mine if one.origin != "counter"] == [task.origin], "asked once at a step"
    for run in state.runs.values():
        if run.is_active and run.node != MEND and isinstance(play.graph.nodes[run.node], Step):
            assert state.tasks_of(run.number), "a step that is open has people"
    again: Course = replayed(play)
    assert again.state == state
    assert [one.told() for one in again.commands] == [one.told() for one in play.course.commands]


RUNS, STEPS = int(os.environ.get("APPROVAL_RUNS", "60")), int(os.environ.get("APPROVAL_STEPS", "25"))


def played(draw: Any) -> Play:
    """An approval in which people do what they may until it has ended, looked at after each deed."""
    play = Play(*draw(lines()), repeat=draw(st.sampled_from(["every", "consecutive", "first"])))
    for _turn in range(draw(st.integers(1, STEPS))):
        check(play)
        if play.state.status not in ("running", "suspended"):
            return play
        chance = draw(st.integers(0, 7))
        if chance == 0:
            take_back(play, draw(PEOPLE))
        elif chance == 1 or play.state.status == "suspended":
            from_outside(play, draw)
        else:
            act(play, draw)
    check(play)
    return play


@settings(max_examples=RUNS)
@given(st.data())
def test_whatever_people_do(data: Any) -> None:
    played(data.draw)
