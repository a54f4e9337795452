"""The verbs about good information."""

from tongxin.directory.quality.actions.confirm import MayNotConfirm, confirm_fact
from tongxin.directory.quality.actions.rating import rate_from, rate_parties, rate_sinking, rate_soon
from tongxin.directory.quality.actions.remembering import note_changed_facts
from tongxin.directory.quality.actions.rules import MayNotChooseRules, choose_rules
from tongxin.directory.quality.actions.snapshots import keep_week

__all__ = [
    "MayNotChooseRules",
    "MayNotConfirm",
    "choose_rules",
    "confirm_fact",
    "keep_week",
    "note_changed_facts",
    "rate_from",
    "rate_parties",
    "rate_sinking",
    "rate_soon",
]
