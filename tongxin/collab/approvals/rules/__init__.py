"""How approvals go, without a database: a flow, a history, and what follows from them."""

from tongxin.collab.approvals.rules.allowed import NotPossible, deeds_of
from tongxin.collab.approvals.rules.commands import Begin, Command, Copy, Do, End, Find, Sleep, Tell, TellAdministrators
from tongxin.collab.approvals.rules.entries import DEEDS, Fact
from tongxin.collab.approvals.rules.faults import BadFlow
from tongxin.collab.approvals.rules.graph import Graph, Step
from tongxin.collab.approvals.rules.reading import read_graph
from tongxin.collab.approvals.rules.state import MEND, Run, State, Task
from tongxin.collab.approvals.rules.taking import Course, Impossible, can_take_back, decide, last_decision, take

__all__ = [
    "DEEDS", "MEND", "BadFlow", "Begin", "Command", "Copy", "Course", "Do", "End", "Fact", "Find", "Graph", "Impossible",
    "NotPossible", "Run", "Sleep", "State", "Step", "Task", "Tell", "TellAdministrators", "can_take_back", "decide",
    "deeds_of", "last_decision", "read_graph", "take",
]  # fmt: skip
