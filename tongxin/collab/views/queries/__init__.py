"""Saved views for a person, how a list is looked at, and which kinds of records have list pages."""

from tongxin.collab.views.queries.kinds import (
    Cell,
    Column,
    Deed,
    ListKind,
    RowHead,
    Tab,
    Words,
    list_kinds,
)
from tongxin.collab.views.queries.looking import Look, Preset, read_look
from tongxin.collab.views.queries.saved import SavedTab, filter_of, saved_tabs, views_for

__all__ = [
    "Cell",
    "Column",
    "Deed",
    "ListKind",
    "Look",
    "Preset",
    "RowHead",
    "SavedTab",
    "Tab",
    "Words",
    "filter_of",
    "list_kinds",
    "read_look",
    "saved_tabs",
    "views_for",
]
