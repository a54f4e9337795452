"""The verbs about facts."""

from tongxin.directory.memory.actions.checks import ChangedMeanwhile, MayNotRemember, NotYours
from tongxin.directory.memory.actions.correcting import (
    correct_fact,
    forget_fact,
    forget_facts_of,
    recall_fact,
    recall_facts_of,
    take_back,
)
from tongxin.directory.memory.actions.holding import confirm_fact
from tongxin.directory.memory.actions.noting import note_fact

__all__ = [
    "ChangedMeanwhile",
    "MayNotRemember",
    "NotYours",
    "confirm_fact",
    "correct_fact",
    "forget_fact",
    "forget_facts_of",
    "note_fact",
    "recall_fact",
    "recall_facts_of",
    "take_back",
]
