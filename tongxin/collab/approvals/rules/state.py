"""Where an approval stands, as its history says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Scope = tuple[tuple[int, int], ...]
ENDED = frozenset({"agreed", "refused", "withdrawn", "ended"})
ACTIVE_RUNS = frozenset({"asking", "open", "waiting"})
MEND = ""  # the key of the run in which the initiator puts things right


@dataclass
class Run:
    """One passage through a node. `scope` holds the runs of the forks around it with the arm; `resumes` the runs that
    wait until this one has passed; `stuck` says why only somebody who cares for flows can help."""

    number: int
    node: str
    round: int
    scope: Scope
    status: str = "asking"
    since: datetime | None = None
    arms: set[int] = field(default_factory=set)
    found: list[int] = field(default_factory=list)
    resumes: list[int] = field(default_factory=list)
    returned_by: str = ""
    stuck: str = ""
    ended_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether it is still to pass."""
        return self.status in ACTIVE_RUNS


@dataclass
class Task:
    """One person's duty in a run. `acted_by` differs from `person` when somebody acted for them; nobody: the system."""

    number: int
    run: int
    person: int
    origin: str = "normal"
    parent: int = 0
    order: int = 0
    weight: int = 1
    is_veto: bool = False
    status: str = "open"
    since: datetime | None = None
    read_at: datetime | None = None
    decided_at: datetime | None = None
    acted_by: int | None = None
    reason: str = ""
    chases: int = 0

    @property
    def is_open(self) -> bool:
        """Whether this person can act now."""
        return self.status == "open"

    @property
    def is_undecided(self) -> bool:
        """Open, waiting for others, or not yet this person's turn."""
        return self.status in ("open", "waiting", "queued")


@dataclass
class State:
    """Everything that follows from the history. `status` is running, suspended, stuck, or one of ENDED."""

    status: str = "new"
    round: int = 1
    initiator: int = 0
    facts: dict[str, Any] = field(default_factory=dict)  # Any: JSON values
    chosen: dict[str, list[int]] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    copied: list[int] = field(default_factory=list)
    watchers: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    why_stuck: str = ""
    decisions: int = 0
    last_chase: datetime | None = None

    @property
    def is_ended(self) -> bool:
        """Whether nothing is to come."""
        return self.status in ENDED

    def tasks_of(self, run: int) -> list[Task]:
        """The tasks of a run in order."""
        return sorted((task for task in self.tasks.values() if task.run == run), key=lambda task: task.order)

    def open_tasks(self) -> Iterator[Task]:
        """What people have to do now."""
        return (task for task in self.tasks.values() if task.is_open)

    def failed_runs(self) -> Iterator[Run]:
        """What should have happened by itself and did not."""
        return (run for run in self.active_runs() if run.stuck == "act")

    def active_runs(self) -> Iterator[Run]:
        """Where it stands."""
        return (run for run in self.runs.values() if run.is_active)
