"""What the corner shopkeeper keeps in his head."""

from tongxin.directory.memory.models.fact import LONGEST, Fact, FactQuerySet, hidden_kinds
from tongxin.directory.memory.models.fading import State, state_of, trust
from tongxin.directory.memory.models.kinds import HALF_LIFE, ICONS, PRIVATE, Confidence, Kind, Occasion

__all__ = [
    "HALF_LIFE",
    "ICONS",
    "LONGEST",
    "PRIVATE",
    "Confidence",
    "Fact",
    "FactQuerySet",
    "Kind",
    "Occasion",
    "State",
    "hidden_kinds",
    "state_of",
    "trust",
]
