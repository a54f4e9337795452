"""The verbs about somebody's rights over what we know of them."""

from tongxin.directory.privacy.actions.consenting import MayNotNote, note_consent
from tongxin.directory.privacy.actions.holding import MayNotHold, begin_hold, end_hold, keep_what_is_held

__all__ = ["MayNotHold", "MayNotNote", "begin_hold", "end_hold", "keep_what_is_held", "note_consent"]
