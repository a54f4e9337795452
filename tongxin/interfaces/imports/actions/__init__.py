"""The verbs about imports."""

from tongxin.interfaces.imports.actions.checking import look_through, look_through_whole
from tongxin.interfaces.imports.actions.deciding import Decisions, NotNow, read_anew, set_mapping
from tongxin.interfaces.imports.actions.keeping import DiskFull, FileTooLarge, keep_file, sweep_files
from tongxin.interfaces.imports.actions.receiving import MayNotImport, also_bring_in, discard_import, receive_file
from tongxin.interfaces.imports.actions.running import run_import
from tongxin.interfaces.imports.actions.starting import NothingToBringIn, start_import
from tongxin.interfaces.imports.actions.undoing import MayNotUndo, TooLate, run_undo, undo_import

__all__ = [
    "Decisions",
    "DiskFull",
    "FileTooLarge",
    "MayNotImport",
    "MayNotUndo",
    "NotNow",
    "NothingToBringIn",
    "TooLate",
    "also_bring_in",
    "discard_import",
    "keep_file",
    "look_through",
    "look_through_whole",
    "read_anew",
    "receive_file",
    "run_import",
    "run_undo",
    "set_mapping",
    "start_import",
    "sweep_files",
    "undo_import",
]
