"""The verbs about fields that a firm adds."""

from tongxin.collab.fields.actions.defining import LabelTaken, NoSuchKind, TooManyFields, change_field, define_field
from tongxin.collab.fields.actions.dictionaries import (
    ChoiceTaken,
    add_choice,
    move_choice,
    rename_choice,
    retire_choice,
)
from tongxin.collab.fields.actions.filling import filled, forget_values, keep_values, settled, told_values
from tongxin.collab.fields.actions.retiring import (
    StillInUse,
    purge_field,
    reorder_fields,
    restore_field,
    retire_field,
)

__all__ = [
    "ChoiceTaken",
    "LabelTaken",
    "NoSuchKind",
    "StillInUse",
    "TooManyFields",
    "add_choice",
    "change_field",
    "define_field",
    "filled",
    "forget_values",
    "keep_values",
    "move_choice",
    "purge_field",
    "rename_choice",
    "reorder_fields",
    "restore_field",
    "retire_choice",
    "retire_field",
    "settled",
    "told_values",
]
