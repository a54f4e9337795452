"""The verbs about lists and saved views."""

from tongxin.collab.views.actions.bulk import MOST, NothingToChange, ask_bulk_change, run_bulk_change
from tongxin.collab.views.actions.bulk_undo import MayNotTakeBack, run_bulk_undo, take_bulk_change_back
from tongxin.collab.views.actions.changing import change_view, delete_view, reorder_views, share_view
from tongxin.collab.views.actions.giving import give_view
from tongxin.collab.views.actions.saving import NotYourView, TooManyViews, UnfitView, ViewNameTaken, save_view
from tongxin.collab.views.actions.setting import (
    MayNotSet,
    NothingToTakeBack,
    UnknownBatch,
    deed_of,
    do_with_picked,
    set_field,
    take_back,
)
from tongxin.collab.views.actions.take_out import MayNotTakeOut, take_list_out

__all__ = [
    "MOST",
    "MayNotSet",
    "MayNotTakeBack",
    "MayNotTakeOut",
    "NotYourView",
    "NothingToChange",
    "NothingToTakeBack",
    "TooManyViews",
    "UnfitView",
    "UnknownBatch",
    "ViewNameTaken",
    "ask_bulk_change",
    "change_view",
    "deed_of",
    "delete_view",
    "do_with_picked",
    "give_view",
    "reorder_views",
    "run_bulk_change",
    "run_bulk_undo",
    "save_view",
    "set_field",
    "share_view",
    "take_back",
    "take_bulk_change_back",
    "take_list_out",
]
