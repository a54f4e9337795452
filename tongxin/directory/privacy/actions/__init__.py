"""The verbs about somebody's rights over what we know of them."""

from tongxin.directory.privacy.actions.consenting import MayNotNote, note_consent
from tongxin.directory.privacy.actions.erasing import Erased, NotLookedYet, ask_to_erase, erase_person, erase_subject
from tongxin.directory.privacy.actions.exporting import export_found
from tongxin.directory.privacy.actions.holding import MayNotHold, begin_hold, end_hold, keep_what_is_held
from tongxin.directory.privacy.actions.looking import look_for_subject
from tongxin.directory.privacy.actions.replaying import Replayed, erase_again
from tongxin.directory.privacy.actions.requesting import (
    AlreadyClosed,
    MayNotAnswer,
    ask_to_look,
    choose_found,
    close_request,
    due_after,
    open_request,
)
from tongxin.directory.privacy.actions.retaining import let_go, save_retention_rule
from tongxin.directory.privacy.actions.revealing import (
    NothingMasked,
    RevealsUsedUp,
    note_look,
    reveal,
    save_reveal_rule,
)
from tongxin.directory.privacy.actions.showing import note_shown
from tongxin.directory.privacy.actions.tombstones import TombstonesDamaged, read_tombstones, tombstone_path

__all__ = [
    "AlreadyClosed",
    "Erased",
    "MayNotAnswer",
    "MayNotHold",
    "MayNotNote",
    "NotLookedYet",
    "NothingMasked",
    "Replayed",
    "RevealsUsedUp",
    "TombstonesDamaged",
    "ask_to_erase",
    "ask_to_look",
    "begin_hold",
    "choose_found",
    "close_request",
    "due_after",
    "end_hold",
    "erase_again",
    "erase_person",
    "erase_subject",
    "export_found",
    "keep_what_is_held",
    "let_go",
    "look_for_subject",
    "note_consent",
    "note_look",
    "note_shown",
    "open_request",
    "read_tombstones",
    "reveal",
    "save_retention_rule",
    "save_reveal_rule",
    "tombstone_path",
]
