"""Rules, and what became of them."""

from tongxin.collab.automations.models.hook import Hook
from tongxin.collab.automations.models.parcel import MOST_TRIES, PAUSES, Parcel, Told
from tongxin.collab.automations.models.rule import Brake, Holding, Rule, RuleVersion
from tongxin.collab.automations.models.run import Run, RunQuerySet

__all__ = [
    "MOST_TRIES",
    "PAUSES",
    "Brake",
    "Holding",
    "Hook",
    "Parcel",
    "Rule",
    "RuleVersion",
    "Run",
    "RunQuerySet",
    "Told",
]
