"""Verbs of web forms."""

from tongxin.interfaces.webforms.actions.filing import file_entry
from tongxin.interfaces.webforms.actions.revealing import reveal_said
from tongxin.interfaces.webforms.actions.saving import MayNotSave, save_form
from tongxin.interfaces.webforms.actions.taking import TooMany, take_entry

__all__ = ["MayNotSave", "TooMany", "file_entry", "reveal_said", "save_form", "take_entry"]
