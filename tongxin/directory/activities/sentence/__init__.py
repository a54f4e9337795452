"""What one sentence says: done or planned, when, with whom, about how much, and what comes next. Pure but for the two finders."""

from .parts import Choice, Fact, Kind, NextStep, PartyHit, PersonHit, Slot, SlotKey, Tense, Understood
from .reader import understand

__all__ = [
    "Choice",
    "Fact",
    "Kind",
    "NextStep",
    "PartyHit",
    "PersonHit",
    "Slot",
    "SlotKey",
    "Tense",
    "Understood",
    "understand",
]
