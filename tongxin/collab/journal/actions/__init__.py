"""Writing down what happened, and sealing it."""

from tongxin.collab.journal.actions.sealing import seal_entries
from tongxin.collab.journal.actions.writing import COLUMNS, empty_entries, note_erased, write_entries

__all__ = ["COLUMNS", "empty_entries", "note_erased", "seal_entries", "write_entries"]
