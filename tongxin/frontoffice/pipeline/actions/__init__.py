"""The verbs about opportunities."""

from tongxin.frontoffice.pipeline.actions.bin import delete_opportunity, restore_opportunity
from tongxin.frontoffice.pipeline.actions.changing import NotOpen, change_opportunity, move_opportunity, plan_next
from tongxin.frontoffice.pipeline.actions.checks import FieldLocked, MayNotOpen, NotYours, own
from tongxin.frontoffice.pipeline.actions.ending import lose_opportunity, revive_opportunity, win_opportunity
from tongxin.frontoffice.pipeline.actions.opening import open_opportunity
from tongxin.frontoffice.pipeline.actions.tallying import recount

__all__ = [
    "FieldLocked",
    "MayNotOpen",
    "NotOpen",
    "NotYours",
    "change_opportunity",
    "delete_opportunity",
    "lose_opportunity",
    "move_opportunity",
    "open_opportunity",
    "own",
    "plan_next",
    "recount",
    "restore_opportunity",
    "revive_opportunity",
    "win_opportunity",
]
