"""A flow as the rules know it: nodes on lines. A fork holds lines of its own, so that every arm comes back by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tongxin.base.formulas import Node as Formula

Path = tuple[tuple[str, int], ...]
Source = Mapping[str, Any]  # Any: JSON values, checked when the flow is read
How = Literal["all", "any", "in_order", "share", "claim"]


@dataclass(frozen=True, kw_only=True)
class Node:
    """One place on a line. `path` names the forks around it with the arm; `next` is what follows on the same line."""

    key: str
    name: str
    type: str
    path: Path = ()
    next: str = ""


@dataclass(frozen=True, kw_only=True)
class Step(Node):
    """People decide. `minutes` is the promised working time, 0 for none; `share` the percentage that must agree;
    `refuse` where a refusal leads: end, initiator, previous, or a node's key; `batch` lets many be agreed to at once; to agree,
    `attach` asks for a file and `sign` for a signature. A `do` is done or returned, never judged."""

    who: tuple[Source, ...]
    how: How = "all"
    share: int = 51
    weights: Mapping[int, int] = field(default_factory=dict)
    veto: tuple[int, ...] = ()
    waits_for_all: bool = False
    empty: str = "administrator"
    empty_person: int = 0
    own: str = "superior"
    refuse: str = "end"
    minutes: int = 0
    late: str = "remind"
    deeds: frozenset[str] = frozenset()
    agree_needs_reason: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    batch: bool = False
    attach: bool = False
    sign: bool = False
    is_do: bool = False


@dataclass(frozen=True, kw_only=True)
class Arm:
    """One line of a fork; without a condition it is the one for all other cases. An empty line leads to the join."""

    name: str
    when: Formula | None
    said: str
    first: str


@dataclass(frozen=True, kw_only=True)
class Fork(Node):
    """`first`: the first arm that holds; `all`: every arm at once; `every`: all arms that hold."""

    mode: Literal["first", "all", "every"]
    arms: tuple[Arm, ...]


@dataclass(frozen=True, kw_only=True)
class Notice(Node):
    """People get to know; nobody waits for them."""

    who: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Wait(Node):
    """So many minutes of working time, or until the day which a fact names."""

    minutes: int = 0
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class Act(Node):
    """A registered act runs behind the scenes."""

    act: str
    data: Mapping[str, Any]  # Any: JSON values of the act's own


@dataclass(frozen=True, kw_only=True)
class Judge(Node):
    """Decided without anybody: the trace says that the system did it."""

    outcome: Literal["agree", "refuse"]


@dataclass(frozen=True, kw_only=True)
class Subflow(Node):
    """Another flow runs with the same facts; with `waits` this one goes on when that has ended."""

    flow: str
    waits: bool = True
    refused: Literal["refuse", "go_on"] = "refuse"


@dataclass(frozen=True, kw_only=True)
class Route(Node):
    """Goes to another node of this line or of one around it while the condition holds, at most `most` times."""

    when: Formula
    said: str
    to: str
    most: int = 3


@dataclass(frozen=True, kw_only=True)
class Graph:
    """A whole flow. `repeat` says when a person who agreed before is asked again: every, consecutive, first;
    `types` are those of the facts; `withdraw` how long the initiator may call it off: until_end, until_first; `chase` the minutes between two chases;
    `attach` whether a request may or must bring a file."""

    first: str
    nodes: Mapping[str, Node]
    types: Mapping[str, str] = field(default_factory=dict)
    form: tuple[Mapping[str, Any], ...] = ()  # Any: JSON values, checked when the flow is read
    repeat: str = "every"
    withdraw: str = "until_end"
    chase: int = 120
    attach: str = "may"

    def step(self, key: str) -> Step:
        """The step of that key."""
        node = self.nodes[key]
        assert isinstance(node, Step)
        return node

    def to_choose(self, source: str) -> list[tuple[Step, Source]]:
        """Steps whose people somebody chooses on the way: `chosen` by the initiator, `previous` by who decides before."""
        return [(step, one) for step in self.steps() for one in step.who if one["from"] == source]

    def steps(self) -> Iterator[Step]:
        """All steps, as they stand on the lines."""
        return (node for node in self.nodes.values() if isinstance(node, Step))
