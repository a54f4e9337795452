"""The journal."""

from tongxin.collab.journal.models.entry import Entry, EntryQuerySet

__all__ = ["Entry", "EntryQuerySet"]
