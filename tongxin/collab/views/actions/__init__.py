"""The verbs about saved views."""

from tongxin.collab.views.actions.changing import change_view, delete_view, reorder_views, share_view
from tongxin.collab.views.actions.giving import give_view
from tongxin.collab.views.actions.saving import NotYourView, TooManyViews, UnfitView, ViewNameTaken, save_view

__all__ = [
    "NotYourView",
    "TooManyViews",
    "UnfitView",
    "ViewNameTaken",
    "change_view",
    "delete_view",
    "give_view",
    "reorder_views",
    "save_view",
    "share_view",
]
