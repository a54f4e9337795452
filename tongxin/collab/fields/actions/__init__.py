"""The verbs about fields that a firm adds."""

from tongxin.collab.fields.actions.bearing import (
    NotYoursToFill,
    begin_many,
    begin_values,
    drop_values,
    fill_record,
    parted,
    settle_values,
)
from tongxin.collab.fields.actions.defining import LabelTaken, NoSuchKind, TooManyFields, change_field, define_field
from tongxin.collab.fields.actions.dictionaries import (
    ChoiceTaken,
    NotTwoChoices,
    add_choice,
    merge_choices,
    move_choice,
    rename_choice,
    retire_choice,
)
from tongxin.collab.fields.actions.filling import (
    filled,
    forget_values,
    keep_values,
    numbered,
    read_values,
    rolled,
    settled,
    told_values,
)
from tongxin.collab.fields.actions.formulas import (
    Checked,
    FormulaLoop,
    WrongFormula,
    check_formula,
    labels_for,
    shown_formula,
)
from tongxin.collab.fields.actions.layouts import save_layout
from tongxin.collab.fields.actions.retiring import (
    StillInUse,
    purge_field,
    reorder_fields,
    restore_field,
    retire_field,
)
from tongxin.collab.fields.actions.rights import set_field_rights

__all__ = [
    "Checked",
    "ChoiceTaken",
    "FormulaLoop",
    "LabelTaken",
    "NoSuchKind",
    "NotTwoChoices",
    "NotYoursToFill",
    "StillInUse",
    "TooManyFields",
    "WrongFormula",
    "add_choice",
    "begin_many",
    "begin_values",
    "change_field",
    "check_formula",
    "define_field",
    "drop_values",
    "fill_record",
    "filled",
    "forget_values",
    "keep_values",
    "labels_for",
    "merge_choices",
    "move_choice",
    "numbered",
    "parted",
    "purge_field",
    "read_values",
    "rename_choice",
    "reorder_fields",
    "restore_field",
    "retire_choice",
    "retire_field",
    "rolled",
    "save_layout",
    "set_field_rights",
    "settle_values",
    "settled",
    "shown_formula",
    "told_values",
]
