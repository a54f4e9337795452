"""Saved views for a person, and how a list is looked at."""

from tongxin.collab.views.queries.looking import Look, Preset, read_look
from tongxin.collab.views.queries.saved import Tab, filter_of, saved_tabs, views_for

__all__ = ["Look", "Preset", "Tab", "filter_of", "read_look", "saved_tabs", "views_for"]
