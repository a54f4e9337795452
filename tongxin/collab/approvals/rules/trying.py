"""Playing a flow through with what is known of a real case: who would have been asked, and how long. Pure: nothing is written anywhere.

Time is counted in working minutes from the beginning. Everybody answers as they really did at the step of the same key, else agrees.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tongxin.collab.approvals.rules.commands import Begin, Command, Copy, Do, Find, Sleep
from tongxin.collab.approvals.rules.course import Course
from tongxin.collab.approvals.rules.entries import Fact
from tongxin.collab.approvals.rules.graph import Graph, Source, Subflow
from tongxin.collab.approvals.rules.state import MEND, Task
from tongxin.collab.approvals.rules.taking import take

_ORIGIN = datetime(2026, 1, 1, tzinfo=UTC)
_MOST_TURNS = 300
_DAY = 480
FindPeople = Callable[[Sequence[Source], Course], list[int]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a real case brings along. `took` are working minutes and `refused` refusals by the key of the step."""

    initiator: int
    facts: Mapping[str, Any]  # Any: JSON values
    chosen: Mapping[str, Sequence[int]] = field(default_factory=dict)
    took: Mapping[str, int] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Tried:
    """How it would have gone. `asked` are people in the order in which they were asked, with the step; `minutes` the whole working time."""

    outcome: str
    minutes: int
    asked: tuple[tuple[str, int], ...]
    told: tuple[int, ...]

    @property
    def by_itself(self) -> bool:
        """Whether nobody had to decide."""
        return not self.asked and self.outcome in ("agreed", "refused")


def try_case(graph: Graph, case: Case, find: FindPeople, usual: Mapping[str, int]) -> Tried:
    """Play one case through. `usual` are the working minutes that steps take where this case does not say; else the promise counts."""
    return _Playing(graph, case, find, usual).through()


class _Playing:
    def __init__(self, graph: Graph, case: Case, find: FindPeople, usual: Mapping[str, int]) -> None:
        self.course, self.case, self.find, self.usual = Course(graph), case, find, usual
        self.refusals = set(case.refused)
        self.coming: list[tuple[int, int, str, int]] = []
        self.scheduled: set[int] = set()
        self.asked: dict[tuple[str, int], None] = {}
        self.number = 0
        self.time = 0

    def through(self) -> Tried:
        case = self.case
        chosen = {key: list(who) for key, who in case.chosen.items()}
        self.write("started", by=case.initiator, facts=dict(case.facts), chosen=chosen)
        for _turn in range(_MOST_TURNS):
            if not self.coming or self.course.state.status != "running":
                break
            self.time, _number, kind, number = heapq.heappop(self.coming)
            self.turn(kind, number)
        state = self.course.state
        return Tried(outcome=state.status, minutes=self.time, asked=tuple(self.asked), told=tuple(state.copied))

    def turn(self, kind: str, number: int) -> None:
        """Somebody answers, or something that was waited for comes."""
        if kind != "task":
            run = self.course.state.runs[number]
            data: dict[str, Any] = {"outcome": "agreed"} if kind == "sub_ended" else {}  # Any: JSON values
            if run.is_active:
                self.write(kind, run=number, **data)
            return
        task = self.course.state.tasks[number]
        if task.is_open:
            self.write(self.answer(task), by=task.person, task=number)

    def answer(self, task: Task) -> str:
        node = self.course.state.runs[task.run].node
        if node == MEND:
            return "resubmitted"
        if node in self.refusals and not self.course.graph.step(node).is_do:
            self.refusals.discard(node)  # once; after it was put right they agreed, or it would not have gone on
            return "refused"
        return "agreed"

    def write(self, kind: str, *, by: int | None = None, **data: Any) -> None:  # Any: JSON values
        self.number += 1
        number = self.number
        at = _ORIGIN + timedelta(minutes=self.time)
        take(self.course, Fact(number=number, kind=kind, at=at, by=by, data=data))
        for command in list(self.course.commands):
            self.carry_out(command)
        for task in list(self.course.state.open_tasks()):
            if task.number not in self.scheduled:
                self.schedule(task)

    def schedule(self, task: Task) -> None:
        node = self.course.state.runs[task.run].node
        self.scheduled.add(task.number)
        if node == MEND:
            self.later("task", task.number, 0)
            return
        self.asked[node, task.person] = None
        promised = self.course.graph.step(node).minutes
        self.later("task", task.number, self.case.took.get(node, self.usual.get(node, promised)))

    def later(self, kind: str, number: int, minutes: int) -> None:
        heapq.heappush(self.coming, (self.time + max(minutes, 0), len(self.scheduled) + self.number, kind, number))

    def carry_out(self, command: Command) -> None:
        if isinstance(command, Find):
            people = self.find(command.who, self.course)
            self.write("found", run=command.run, node=command.node, people=people, purpose=command.purpose)
        elif isinstance(command, Copy):
            self.write("copied", run=command.run, people=self.find(command.who, self.course))
        elif isinstance(command, Sleep):
            self.later("woke", command.run, command.minutes or self.until(command.until))
        elif isinstance(command, Do):
            self.later("acted", command.run, 0)
        elif isinstance(command, Begin) and self.waits(command.run):
            self.later("sub_ended", command.run, 0)

    def waits(self, run: int) -> bool:
        node = self.course.graph.nodes[self.course.state.runs[run].node]
        return isinstance(node, Subflow) and node.waits

    def until(self, day: str) -> int:
        """A day lies so many working days ahead of the first one named in the case: only an estimate."""
        try:
            days = (datetime.fromisoformat(day).replace(tzinfo=UTC) - _ORIGIN).days
        except ValueError:
            return 0
        return max(min(days, 90), 0) * _DAY * 5 // 7
