"""Playing approvals without a database: people are numbers, and whom a source means is said by the flow itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tongxin.collab.approvals.rules import Begin, Copy, Course, Do, Fact, Find, Sleep, Task, decide, read_graph, take

ANN, BEN, CAI, DAN, EVE, FAY, GUS = range(1, 8)
BOSS_OF = {ANN: BEN, BEN: CAI, CAI: DAN}
ADMINISTRATORS = [GUS]
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
FACTS = {"amount": "number", "day": "date"}


def step(key: str, *people: int, **more: Any) -> dict[str, Any]:
    return {"type": "step", "key": key, "name": key, "who": [{"from": "people", "people": list(people)}], **more}


def fork(key: str, mode: str, *arms: tuple[str, list[dict[str, Any]]]) -> dict[str, Any]:
    shown = [
        {"name": f"{key}{n}", "line": line, **({"when": when} if when else {})} for n, (when, line) in enumerate(arms)
    ]
    return {"type": "fork", "key": key, "name": key, "mode": mode, "arms": shown}


class Play:
    """One approval. Deeds are written as `play.by(BEN, "agreed")`; people of a step are found at once."""

    def __init__(self, *line: dict[str, Any], by: int = ANN, facts: dict[str, Any] | None = None, **rules: Any) -> None:
        self.described = {"v": 1, "line": list(line), **rules}
        self.graph = read_graph(self.described, facts=FACTS)
        self.course = Course(self.graph)
        self.told: list[tuple[int, str]] = []
        self.left: list[Any] = []
        self.gone: set[int] = set()
        self.write("started", by=by, facts=facts or {})

    def write(self, kind: str, by: int | None = None, **data: Any) -> int:
        number = len(self.course.past) + 1
        take(self.course, Fact(number=number, kind=kind, at=START + timedelta(minutes=number), by=by, data=data))
        for command in list(self.course.commands):
            if isinstance(command, Find):
                self.write(
                    "found", run=command.run, node=command.node, purpose=command.purpose, cause=number,
                    people=self.people(command.who),
                )  # fmt: skip
            elif isinstance(command, Copy):
                self.write("copied", run=command.run, people=self.people(command.who), cause=number)
            elif isinstance(command, Do | Begin | Sleep):
                self.left.append(command)
            elif command.told()["do"] == "Tell":
                self.told += [(one, command.about) for one in command.who]
        return number

    def people(self, sources: Any) -> list[int]:
        found: list[int] = []
        for source in sources:
            if source["from"] == "people":
                found += source["people"]
            elif source["from"] == "administrators":
                found += ADMINISTRATORS
            elif source["from"] in ("superior", "head"):
                found += [BOSS_OF[self.state.initiator]] if self.state.initiator in BOSS_OF else []
        return [one for one in found if one not in self.gone]

    @property
    def state(self) -> Any:
        return self.course.state

    def task(self, person: int) -> Task:
        return next(task for task in self.state.open_tasks() if task.person == person)

    def by(self, person: int, kind: str, **data: Any) -> int:
        return self.write(kind, by=person, task=self.task(person).number, **data)

    def open(self) -> list[int]:
        return sorted(task.person for task in self.state.open_tasks())

    def where(self) -> list[str]:
        return sorted({self.state.runs[task.run].node for task in self.state.open_tasks()})

    def status_of(self, person: int) -> list[str]:
        return [task.status for task in self.state.tasks.values() if task.person == person]


def replayed(play: Play) -> Course:
    return decide(play.graph, play.course.past)
