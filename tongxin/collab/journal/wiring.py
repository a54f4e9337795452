"""Tells lower floors that the room exists."""

from tongxin.base.events import record_with
from tongxin.collab.journal.actions import write_entries


def join() -> None:
    """Have everything that is told written down."""
    record_with(write_entries)
