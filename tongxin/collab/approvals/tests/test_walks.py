"""Random walks through the real actions on the real tables: nobody decides twice, nothing is stuck in silence, what is written says the same.

At length: `APPROVAL_WALKS=2000 APPROVAL_STEPS=50 bin/test tongxin/collab/approvals/tests/test_walks.py`, and the same with PostgreSQL.
Each walk is made by its number, so a red one can be walked again alone: `APPROVAL_FIRST=1234 APPROVAL_WALKS=1 …`.
"""

import json
import os
from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.collab.approvals.actions import (
    answer,
    chase,
    fire_timers,
    move,
    publish_flow,
    reassign,
    remove_task,
    resume,
    start_approval,
    suspend,
    take_back,
)
from tongxin.collab.approvals.models import Approval, Flow, HistoryEntry, Timer
from tongxin.collab.approvals.queries.shown import course_of
from tongxin.collab.approvals.rules import deeds_of
from tongxin.collab.approvals.rules.allowed import may_spare
from tongxin.collab.approvals.rules.returning import may_return_to
from tongxin.collab.people.models import Person

FIRST, WALKS = int(os.environ.get("APPROVAL_FIRST", "1")), int(os.environ.get("APPROVAL_WALKS", "6"))
STEPS = int(os.environ.get("APPROVAL_STEPS", "20"))
DECISIONS = ("agreed", "refused", "returned", "added_after", "accepted", "declined", "resubmitted")
REFUSALS = (ValidationError, PermissionDenied)


def line(chance: Random, people: list[Person], depth: int, count: Counter[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _place in range(chance.randint(1, 3)):
        count["node"] += 1
        key = f"n{count['node']}"
        if depth and chance.random() < 0.25:
            arms = [{"name": f"{key}{one}", "line": line(chance, people, depth - 1, count)} for one in "ab"]
            found.append({"type": "fork", "key": key, "name": key, "mode": "all", "arms": arms})
            continue
        who = [one.pk for one in chance.sample(people, chance.randint(1, 3))]
        found.append({
            "type": "step", "key": key, "name": key, "minutes": 60, "who": [{"from": "people", "people": who}],
            "how": chance.choice(["all", "any", "in_order", "share", "claim"]), "own": chance.choice(["self", "skip", "superior"]),
            "refuse": chance.choice(["end", "initiator", "previous"]), "late": chance.choice(["remind", "agree", "refuse", "superior"]),
        })  # fmt: skip
    return found


class Walk:
    """One approval, on which people do whatever comes to their mind."""

    def __init__(self, cast: Cast, number: int) -> None:
        self.chance, self.boss = Random(number), cast.boss  # noqa: S311  # chance, not secrets
        self.people = [cast.boss, cast.manager, cast.seller, cast.colleague, cast.south, cast.clerk]
        drawn = line(self.chance, self.people, 2, Counter())
        repeat = self.chance.choice(["every", "consecutive", "first"])
        publish_flow(by=cast.boss, key="walk", name="walk", graph={"v": 1, "repeat": repeat, "line": drawn})
        flow = Flow.objects.get(key="walk")
        self.approval = start_approval(by=cast.seller, flow=flow, title="x", facts={"amount": "1"})
        self.clock = now()

    def step(self) -> None:
        """One deed; what is refused leaves no trace."""
        before = self.approval.entries.count()
        deed = self.chance.choices(
            [self.answers, self.twice, self.goes_back, self.spares, self.time_comes, self.steps_in], [8, 1, 1, 1, 1, 1]
        )[0]
        try:
            deed()
        except REFUSALS:
            assert self.approval.entries.count() == before

    def answers(self) -> None:
        row = self.chance.choice(list(self.approval.holders.open().order_by("number")) or [None])
        if row is None:
            resume(by=self.boss, approval=self.approval, reason="x")
            return
        course, _entries = course_of(self.approval)
        deed = self.chance.choice(deeds_of(course, course.state.tasks[row.number]) or ["agree"])
        keys = ["", *may_return_to(course, course.state.runs[course.state.tasks[row.number].run])]
        answer(
            by=row.person, approval=self.approval, deed=deed, task=row.number, reason="x",
            people=self.chance.sample(self.people, 1 if deed == "transfer" else 2), to=self.chance.choice(keys),
            straight=self.chance.random() < 0.5, values={"amount": "2"} if deed == "counter" else None,
        )  # fmt: skip

    def twice(self) -> None:
        """Pressed once more on what is decided, or by somebody else: never counts."""
        row = self.chance.choice(list(self.approval.holders.order_by("number")))
        other = next(one for one in self.people if one.pk != row.person_id)
        with pytest.raises(REFUSALS):
            answer(by=other if row.is_open else row.person, approval=self.approval, deed="agree", task=row.number)

    def goes_back(self) -> None:
        take_back(by=self.chance.choice(self.people), approval=self.approval)

    def spares(self) -> None:
        """Somebody takes off the hands of another what they brought them into, or tries to."""
        course, _entries = course_of(self.approval)
        able = [(one, number) for one in self.people for number in may_spare(course, one.pk)]
        rows = [(self.chance.choice(self.people), row.number) for row in self.approval.holders.order_by("number")]
        by, task = self.chance.choice(able or rows or [(self.boss, 0)])
        remove_task(by=by, approval=self.approval, task=task)

    def time_comes(self) -> None:
        self.clock += timedelta(hours=self.chance.choice([1, 20, 70]))
        with replaying(self.clock):
            fire_timers(approval=self.approval.pk, now=self.clock)

    def steps_in(self) -> None:
        course, _entries = course_of(self.approval)
        row = self.chance.choice(list(self.approval.holders.undecided().order_by("number")) or [None])
        to, node = self.chance.choice(self.people), self.chance.choice([one.key for one in course.graph.steps()])
        match self.chance.choice(["suspend", "resume", "move", "reassign", "chase"]):
            case "suspend":
                suspend(by=self.boss, approval=self.approval, reason="x")
            case "resume":
                resume(by=self.boss, approval=self.approval, reason="x")
            case "move":
                move(by=self.boss, approval=self.approval, to=node, reason="x")
            case "reassign" if row is not None:
                reassign(by=self.boss, approval=self.approval, to=to, reason="x", task=row.number)
            case _:
                chase(by=self.approval.initiator, approval=self.approval)

    def look(self) -> None:
        """The tables say what the history says, and somebody or something always moves it on."""
        approval = Approval.objects.get(pk=self.approval.pk)
        course, entries = course_of(approval)
        assert [one.number for one in entries] == list(range(1, approval.length + 1)), "no gap in the history"
        assert (approval.status, approval.is_ended) == (course.state.status, course.state.is_ended)
        held = set(approval.holders.open().values_list("number", flat=True))
        is_going = course.state.status in ("running", "stuck")
        assert held == ({task.number for task in course.state.open_tasks()} if is_going else set())
        assert held or course.state.status != "running", "somebody has it"
        clocks = Timer.objects.waiting().filter(approval=approval, mark__in=["remind", "due", "escalate"])
        assert {one.number for one in clocks} <= held, "clocks of open tasks only"
        taken = {one.data["entry"] for one in entries if one.kind == "taken_back"}
        decided = Counter(one.data["task"] for one in entries if one.kind in DECISIONS and one.number not in taken)
        assert max(decided.values(), default=1) == 1, "never two decisions on one task"
        told = json.loads(json.dumps([one.told() for one in course.commands]))
        assert told == entries[-1].commands, "a replay gives the same commands"


@pytest.mark.parametrize("hundred", range(FIRST, FIRST + WALKS, 100))
def test_walks(cast: Cast, hundred: int) -> None:
    for number in range(hundred, min(hundred + 100, FIRST + WALKS)):
        walk = Walk(cast, number)
        for _turn in range(walk.chance.randint(1, STEPS)):
            walk.step()
            try:
                walk.look()
            except AssertionError as error:
                raise AssertionError(f"walk {number}: {error}") from error
            if Approval.objects.get(pk=walk.approval.pk).is_ended:
                break
        assert HistoryEntry.objects.filter(approval=walk.approval).exists()
