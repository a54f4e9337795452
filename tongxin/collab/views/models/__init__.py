"""Saved views, and changes of many records at once."""

from tongxin.collab.views.models.bulk_change import FACT, BulkChange, BulkChangeQuerySet
from tongxin.collab.views.models.saved_view import SavedView, SavedViewQuerySet

__all__ = ["FACT", "BulkChange", "BulkChangeQuerySet", "SavedView", "SavedViewQuerySet"]
