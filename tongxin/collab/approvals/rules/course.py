"""The course of one approval: entries go in, the state follows, and so do the commands of the last entry.

Nothing here asks a clock, a database or chance: the same flow and the same history always give the same state and commands.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from tongxin.collab.approvals.rules import commands as do
from tongxin.collab.approvals.rules.entries import Fact
from tongxin.collab.approvals.rules.graph import Act, Fork, Graph, Judge, Node, Notice, Path, Route, Step, Subflow, Wait
from tongxin.collab.approvals.rules.state import MEND, Run, Scope, State, Task
from tongxin.collab.approvals.rules.values import holds

_ROOM = 1000  # numbers of runs and tasks that one entry can give out


class Impossible(ValueError):
    """An entry speaks of a task that is not open: such a history was never written."""


class Course:
    """One approval, as far as its history goes. Other modules of the rules read and move it by its few verbs."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.state = State()
        self.past: list[Fact] = []
        self.commands: list[do.Command] = []
        self.fact = Fact(number=0, kind="", at=datetime.min)  # noqa: DTZ901  # replaced by the first entry
        self._given = 0

    # -- numbers and runs -------------------------------------------------------------------------------------------

    def number(self) -> int:
        """A new number for a run or a task. It follows from the entry, so that it stays when others are taken back."""
        self._given += 1
        return self.fact.number * _ROOM + self._given

    def begin(self, fact: Fact) -> None:
        """Make ready for an entry."""
        self.fact, self.commands, self._given = fact, [], 0

    def tell(self, who: Iterable[int], about: str, text: str = "") -> None:
        """Have people told."""
        people = tuple(dict.fromkeys(one for one in who if one))
        if people:
            self.commands.append(do.Tell(who=people, about=about, text=text))

    def new_run(self, node: str, scope: Scope, status: str) -> Run:
        """A passage through a node begins."""
        run = Run(
            number=self.number(), node=node, round=self.state.round, scope=scope, status=status, since=self.fact.at
        )
        self.state.runs[run.number] = run
        return run

    def new_task(self, run: Run, person: int, origin: str = "normal", **more: Any) -> Task:  # Any: fields of the task
        """Somebody has something to do."""
        order = more.pop("order", len(self.state.tasks_of(run.number)))
        task = Task(
            number=self.number(), run=run.number, person=person, origin=origin, order=order, since=self.fact.at, **more
        )
        self.state.tasks[task.number] = task
        return task

    # -- going along the line ---------------------------------------------------------------------------------------

    def enter(self, key: str, scope: Scope) -> Run | None:
        """Come to a node; with no key the line is at its end."""
        if self.state.is_ended:
            return None
        if not key:
            self._leave_arm(scope)
            return None
        node = self.graph.nodes[key]
        run = self.new_run(key, scope, "waiting")
        _ENTERING[type(node)](self, node, run)
        return run

    def go_on(self, run: Run) -> None:
        """A node is passed: what comes next?"""
        self.close(run, "passed")
        if run.resumes:
            self.resume(run.resumes)
            return
        following = self.graph.nodes[run.node].next if run.node != MEND else ""
        self.enter(following, run.scope)

    def close(self, run: Run, status: str) -> None:
        """A run is over; whoever still had something to do in it need not."""
        run.status, run.ended_at = status, self.fact.at
        for task in self.state.tasks_of(run.number):
            if task.is_undecided:
                task.status = "cancelled"

    def finish(self, outcome: str) -> None:
        """The whole thing is over."""
        for run in list(self.state.active_runs()):
            self.close(run, "cancelled")
        self.state.held, self.state.why_stuck = [], ""
        self.state.status = outcome
        self.commands.append(do.End(outcome=outcome))

    def _leave_arm(self, scope: Scope) -> None:
        if not scope:
            self.finish("agreed")
            return
        number, arm = scope[-1]
        fork = self.state.runs[number]
        fork.arms.discard(arm)
        if not fork.arms and fork.is_active:
            self.go_on(fork)

    # -- leaping ----------------------------------------------------------------------------------------------------

    def leap(self, scope: Scope, key: str) -> Run | None:
        """Go to another node from a place in `scope`: what runs beside the way is called off, forks on the way are opened
        with the one arm that leads there."""
        target = self.graph.nodes[key]
        kept = self.shared(scope, target.path)
        self.call_off(scope[:kept])
        here = scope[:kept]
        for fork_key, arm in target.path[kept:]:
            fork = self.new_run(fork_key, here, "waiting")
            fork.arms = {arm}
            here = (*here, (fork.number, arm))
        return self.enter(key, here)

    def shared(self, scope: Scope, path: Path) -> int:
        """How many forks around the two places are the same passage."""
        here = [(self.state.runs[number].node, arm) for number, arm in scope]
        count = 0
        while count < min(len(here), len(path)) and here[count] == path[count]:
            count += 1
        return count

    def call_off(self, scope: Scope) -> None:
        """End everything that runs within a scope."""
        for run in list(self.state.active_runs()):
            if run.scope[: len(scope)] == scope:
                self.close(run, "cancelled")

    def hold(self, runs: Iterable[Run]) -> list[int]:
        """Lay steps aside; their forks stay open."""
        held = [run for run in runs if run.is_active and not isinstance(self.graph.nodes.get(run.node), Fork)]
        for run in held:
            self.close(run, "held")
        return [run.number for run in held]

    def resume(self, numbers: Iterable[int]) -> None:
        """Go on where steps were laid aside, with everybody asked anew."""
        for number in numbers:
            run = self.state.runs[number]
            if run.node == MEND:
                continue
            again = self.enter(run.node, run.scope)
            if again is not None:
                again.resumes, run.resumes = list(run.resumes), []

    # -- never stuck in silence -------------------------------------------------------------------------------------

    def check_stuck(self) -> None:
        """Whoever waits must wait for something: a person, a time, an act, people to be found."""
        state = self.state
        if state.status not in ("running", "stuck"):
            return
        why = next((run.stuck for run in state.active_runs() if run.stuck), "")
        if not why and not any(state.open_tasks()) and not any(map(self._waits, state.active_runs())):
            why = "nobody"
        if why and why != state.why_stuck:
            self.commands.append(do.TellAdministrators(why=why))
        state.status, state.why_stuck = ("stuck" if why else "running"), why

    def _waits(self, run: Run) -> bool:
        return run.status != "open" and not isinstance(self.graph.nodes.get(run.node), Fork)

    def do_again(self, run: Run) -> None:
        """What a node does by itself, once more."""
        node = self.graph.nodes[run.node]
        if isinstance(node, Act):
            _act(self, node, run)
        elif isinstance(node, Subflow):
            _begin(self, node, run)


def _ask(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Step)
    run.status = "asking"
    ask(course, run)


def ask(course: Course, run: Run) -> None:
    """Have the people of a step found."""
    node = course.graph.step(run.node)
    course.commands.append(do.Find(run=run.number, node=run.node, who=_with_chosen(course, node)))


def born_by(number: int) -> int:
    """The entry that brought a run or a task into being."""
    return number // _ROOM


def _with_chosen(course: Course, node: Step) -> tuple[Any, ...]:  # Any: sources
    """People whom somebody chose on the way are facts by now."""
    chosen = course.state.chosen.get(node.key, [])
    return tuple(
        {"from": "people", "people": list(chosen)} if source["from"] in ("chosen", "previous") else source
        for source in node.who
    )


def _copy(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Notice)
    course.commands.append(do.Copy(run=run.number, who=node.who))
    course.go_on(run)


def _sleep(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Wait)
    until = str(course.state.facts.get(node.until) or "") if node.until else ""
    course.commands.append(do.Sleep(run=run.number, minutes=node.minutes, until=until))


def _act(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Act)
    course.commands.append(do.Do(run=run.number, act=node.act, data=dict(node.data)))


def _judge(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Judge)
    if node.outcome == "agree":
        course.go_on(run)
    else:
        course.close(run, "refused")
        course.finish("refused")


def _begin(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Subflow)
    course.commands.append(do.Begin(run=run.number, flow=node.flow))
    if not node.waits:
        course.go_on(run)


def _fork(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Fork)
    facts, types = course.state.facts, course.graph.types
    true = [n for n, arm in enumerate(node.arms) if arm.when is not None and holds(arm.when, facts, types)]
    others = [n for n, arm in enumerate(node.arms) if arm.when is None]
    chosen = list(range(len(node.arms))) if node.mode == "all" else true or others
    chosen = chosen[:1] if node.mode == "first" else chosen
    run.arms = set(chosen)
    for arm in chosen:
        if run.is_active:
            course.enter(node.arms[arm].first, (*run.scope, (run.number, arm)))
    if not chosen:
        course.go_on(run)


def _route(course: Course, node: Node, run: Run) -> None:
    assert isinstance(node, Route)
    been = sum(other.node == node.key and other.status == "taken" for other in course.state.runs.values())
    if been < node.most and holds(node.when, course.state.facts, course.graph.types):
        course.close(run, "taken")
        course.leap(run.scope, node.to)
    else:
        course.go_on(run)


_ENTERING: dict[type[Node], Callable[[Course, Node, Run], None]] = {
    Step: _ask,
    Notice: _copy,
    Wait: _sleep,
    Act: _act,
    Judge: _judge,
    Subflow: _begin,
    Fork: _fork,
    Route: _route,
}
