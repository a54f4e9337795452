"""Approvals in which everything may happen that a flow can say and people can do, the same for the same number: forks with conditions, waits,
acts that fail, other flows, ways back, people who are not found, and whoever steps in from outside."""

from collections.abc import Callable
from random import Random
from typing import Any

from tongxin.collab.approvals.rules import can_take_back, deeds_of, last_decision
from tongxin.collab.approvals.rules.allowed import may_spare
from tongxin.collab.approvals.rules.returning import may_return_to
from tongxin.collab.approvals.tests.playing import Play
from tongxin.collab.approvals.tests.test_invariants import WRITTEN

PEOPLE = range(1, 8)
AMOUNTS = ["300", "900", "4000", "70000"]
LONGEST = 40  # deeds
CARING = 7  # who cares for flows


class Mixed:
    """One approval, drawn by chance."""

    def __init__(self, number: int) -> None:
        self.chance, self.count = Random(number), 0  # noqa: S311  # chance, not secrets
        choose = self.chance.choice
        rules = {"repeat": choose(["every", "consecutive", "first"]), "withdraw": choose(["until_end", "until_first"])}
        facts = {"amount": choose(AMOUNTS), "day": "2026-03-09"}
        self.play = Play(*self.line(2), by=choose([1, 2, 3]), facts=facts, **rules)

    def some(self, most: int) -> list[int]:
        return self.chance.sample(PEOPLE, self.chance.randint(1, most))

    def line(self, depth: int) -> list[dict[str, Any]]:
        """Up to four nodes; a way back leads to one of this line."""
        found: list[dict[str, Any]] = []
        for _place in range(self.chance.randint(1, 4)):
            self.count += 1
            kinds = {
                "step": 10,
                "do": 1,
                "notice": 1,
                "wait": 1,
                "act": 2,
                "subflow": 1,
                "fork": 3 if depth else 0,
                "route": 2 if found else 0,
            }
            kind = self.chance.choices(list(kinds), list(kinds.values()))[0]
            key = f"{kind}{self.count}"
            found.append(
                {"type": kind, "key": key, "name": key, **self.node(kind, depth, [one["key"] for one in found])}
            )
        if self.chance.random() < 0.1:
            self.count += 1
            key = f"judge{self.count}"
            found.append({"type": "judge", "key": key, "name": key, "outcome": self.chance.choice(["agree", "refuse"])})
        return found

    def node(self, kind: str, depth: int, before: list[str]) -> dict[str, Any]:
        choose = self.chance.choice
        match kind:
            case "step" | "do":
                return self.step()
            case "notice":
                return {"who": [{"from": "people", "people": self.some(3)}]}
            case "wait":
                return choose([{"minutes": 60}, {"until": "day"}])
            case "act":
                return {"act": "note", "data": {"text": "x"}}
            case "subflow":
                return {"flow": "other", "waits": choose([True, False]), "refused": choose(["refuse", "go_on"])}
            case "route":
                return {"when": "[amount] > 3000", "to": choose(before), "most": choose([1, 2])}
        mode = choose(["first", "all", "every"])
        arms = [{"name": f"arm {place}", "line": self.line(depth - 1)} for place in range(choose([2, 3]))]
        if mode != "all":
            for arm in arms[1:]:
                arm["when"] = choose(["[amount] > 500", "[amount] < 5000", "[day] > date(2026, 3, 5)"])
        return {"mode": mode, "arms": arms}

    def step(self) -> dict[str, Any]:
        choose, who = self.chance.choice, self.some(4)
        sources = [
            {"from": "people", "people": who},
            {"from": "superior", "up": 1},
            {"from": "initiator"},
            {"from": "administrators"},
            {"from": "role", "role": "法务"},
        ]
        more: dict[str, Any] = (
            {"share": choose([30, 51, 75, 100]), "weights": {str(who[0]): 3}, "veto": who[:1]}
            if self.chance.random() < 0.3
            else {}
        )
        return {
            "who": [self.chance.choices(sources, [12, 2, 1, 1, 2])[0]], "how": choose(["all", "any", "in_order", "share", "claim"]),
            "own": choose(["self", "skip", "superior", "head"]), "refuse": choose(["end", "initiator", "previous"]),
            "empty": choose(["pass", "refuse", "administrator", "person"]), "empty_person": choose(PEOPLE),
            "late": choose(["remind", "agree", "refuse", "superior"]), "waits_for_all": choose([True, False]), "minutes": 120, **more,
        }  # fmt: skip

    def played(self) -> Play:
        """Until it has ended, or so many deeds were done."""
        ways: list[Callable[[], None]] = [self.decides, self.machine, self.steps_in, self.goes_back, self.notes]
        for _turn in range(self.chance.randint(1, LONGEST)):
            if self.play.state.is_ended and self.chance.random() < 0.9:
                break
            self.chance.choices(ways, [12, 4, 2, 1, 1])[0]()
        return self.play

    def decides(self) -> None:
        """Somebody does one of the things that are offered."""
        play, choose = self.play, self.chance.choice
        tasks = [one for one in play.state.open_tasks() if deeds_of(play.course, one)]
        if not tasks:
            return
        task = choose(sorted(tasks, key=lambda one: one.number))
        deed, data = choose(deeds_of(play.course, task)), dict[str, Any](task=task.number)
        busy = {one.person for one in play.state.tasks_of(task.run) if one.is_undecided}
        free = [one for one in PEOPLE if one not in busy]
        if deed in ("transfer", "consult", "add_before", "add_after", "add_beside"):
            if not free:
                return
            data |= {"to": choose(free)} if deed == "transfer" else {"people": self.chance.sample(free, 1)}
        if deed == "return":
            data |= {
                "to": choose(["", *may_return_to(play.course, play.state.runs[task.run])]),
                "straight": choose([True, False]),
            }
        if deed in ("agree", "accept", "resubmit") and self.chance.random() < 0.3:
            data["values"] = {"amount": choose(AMOUNTS)}
        play.write(WRITTEN[deed], by=task.person, reason=choose(["", "价太低"]), **data)

    def machine(self) -> None:
        """What the rules asked to be done behind the scenes comes back; or time does."""
        play, choose = self.play, self.chance.choice
        if play.left and self.chance.random() < 0.8:
            told = play.left.pop(0)
            match told.told()["do"]:
                case "Sleep":
                    play.write("woke", run=told.run)
                case "Do":
                    play.write(*choose([("acted",), ("acted",), ("act_failed",)]), run=told.run)
                case _:
                    play.write("sub_ended", run=told.run, outcome=choose(["agreed", "refused"]))
        elif failed := [run.number for run in play.state.active_runs() if run.stuck == "act"]:
            play.write(choose(["tried_again", "gone_on"]), by=CARING, run=failed[0])
        elif tasks := sorted(task.number for task in play.state.open_tasks()):
            play.write("time_came", task=choose(tasks), mark=choose(["remind", "due", "escalate"]), above=self.some(1))

    def steps_in(self) -> None:
        """Somebody who cares for flows, or who asked."""
        play, choose, state = self.play, self.chance.choice, self.play.state
        if state.status == "suspended":
            play.write("resumed", by=CARING)
            return
        tasks = [task.number for task in sorted(state.open_tasks(), key=lambda one: one.number)]
        lost = [run.number for run in state.active_runs() if run.stuck == "nobody"]
        steps = [node.key for node in play.graph.steps()]
        match self.chance.choices(["move", "reassign", "suspend", "withdraw", "end"], [4, 4, 3, 1, 1])[0]:
            case "move" if steps:
                play.write("moved", by=CARING, to=choose(steps), reason="x")
            case "reassign" if lost:
                play.write("reassigned", by=CARING, run=lost[0], to=choose(PEOPLE), reason="x")
            case "reassign" if tasks:
                play.write("reassigned", by=CARING, task=choose(tasks), to=choose(PEOPLE), reason="x")
            case "withdraw" if not state.is_ended:
                play.write("withdrawn", by=state.initiator, reason="x")
            case "end" if not state.is_ended:
                play.write("ended", by=CARING, reason="x")
            case "suspend" if state.status == "running":
                play.write("suspended", by=CARING)

    def goes_back(self) -> None:
        """Somebody takes back what they decided, or takes off the hands of another what they brought them into."""
        play, person = self.play, self.chance.choice(PEOPLE)
        last, spare = last_decision(play.course, person), may_spare(play.course, person)
        if spare:
            play.write("removed", by=person, task=self.chance.choice(spare))
        elif last is not None and last.by == person and can_take_back(play.course, last.number):
            play.write("taken_back", by=person, entry=last.number, task=last.data["task"])

    def notes(self) -> None:
        """Nothing moves."""
        play, choose = self.play, self.chance.choice
        kind = choose(["commented", "asked", "answered", "chased", "watched", "read"])
        tasks = sorted(task.number for task in play.state.open_tasks())
        if kind == "read" and tasks:
            play.write("read", by=1, task=choose(tasks))
        elif kind == "watched":
            play.write("watched", by=4, person=4)
        elif kind != "read":
            play.write(kind, by=choose(PEOPLE), text="几时能好", to=self.some(2))
