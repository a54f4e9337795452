"""The verbs about doubles."""

from tongxin.directory.doubles.actions.ledger import carry, note_made, remark, remarks, take_away
from tongxin.directory.doubles.actions.merging import (
    InOneGroup,
    MergedAlready,
    MergeIntoItself,
    NotOfOneKind,
    merge_parties,
)
from tongxin.directory.doubles.actions.parting import UndoneAlready, undo_merge

__all__ = [
    "InOneGroup",
    "MergeIntoItself",
    "MergedAlready",
    "NotOfOneKind",
    "UndoneAlready",
    "carry",
    "merge_parties",
    "note_made",
    "remark",
    "remarks",
    "take_away",
    "undo_merge",
]
