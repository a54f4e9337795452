"""The verbs about doubles."""

from tongxin.directory.doubles.actions.ledger import (
    carry,
    note_made,
    note_waiting,
    remark,
    remarks,
    take_away,
    value_before,
)
from tongxin.directory.doubles.actions.looking import look_at, look_at_changed
from tongxin.directory.doubles.actions.merging import (
    InOneGroup,
    MergedAlready,
    MergeIntoItself,
    NotOfOneKind,
    merge_parties,
)
from tongxin.directory.doubles.actions.parting import UndoneAlready, undo_merge
from tongxin.directory.doubles.actions.telling_apart import SaidAlready, tell_apart, undo_difference

__all__ = [
    "InOneGroup",
    "MergeIntoItself",
    "MergedAlready",
    "NotOfOneKind",
    "SaidAlready",
    "UndoneAlready",
    "carry",
    "look_at",
    "look_at_changed",
    "merge_parties",
    "note_made",
    "note_waiting",
    "remark",
    "remarks",
    "take_away",
    "tell_apart",
    "undo_difference",
    "undo_merge",
    "value_before",
]
