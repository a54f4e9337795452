"""Saved views."""

from tongxin.collab.views.models.saved_view import SavedView, SavedViewQuerySet

__all__ = ["SavedView", "SavedViewQuerySet"]
