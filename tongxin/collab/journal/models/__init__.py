"""The journal."""

from tongxin.collab.journal.models.entry import Entry, EntryQuerySet
from tongxin.collab.journal.models.seal import ErasedEntry, Seal

__all__ = ["Entry", "EntryQuerySet", "ErasedEntry", "Seal"]
