"""The verbs about who keeps what."""

from tongxin.directory.ownership.actions.approved import key_agreed, owner_asked_about, transfer_agreed
from tongxin.directory.ownership.actions.errors import CannotHandOver, NotYoursToHandOver
from tongxin.directory.ownership.actions.following import follow_merge
from tongxin.directory.ownership.actions.handing_over import begin_hand_over, carry_out, tell_who_waits
from tongxin.directory.ownership.actions.keeping import (
    KeyCustomerStays,
    MayNotMark,
    guard_key_customers,
    keep_mark,
    mark_key,
    unmark_key,
)
from tongxin.directory.ownership.actions.teams import set_part, take_off
from tongxin.directory.ownership.actions.undoing import CannotUndo, undo_hand_over

__all__ = [
    "CannotHandOver",
    "CannotUndo",
    "KeyCustomerStays",
    "MayNotMark",
    "NotYoursToHandOver",
    "begin_hand_over",
    "carry_out",
    "follow_merge",
    "guard_key_customers",
    "keep_mark",
    "key_agreed",
    "mark_key",
    "owner_asked_about",
    "set_part",
    "take_off",
    "tell_who_waits",
    "transfer_agreed",
    "undo_hand_over",
    "unmark_key",
]
