"""The verbs about files."""

from tongxin.collab.files.actions.contents import MOST_BYTES, DiskFull, EmptyFile, FileRefused, FileTooLarge, NotClean
from tongxin.collab.files.actions.files import (
    NotYours,
    attach_file,
    bring_file,
    remove_attachment,
    restore_attachment,
    store_file,
)
from tongxin.collab.files.actions.sweeping import (
    drop_attachments,
    drop_files,
    forget_contents,
    sweep_attachments,
    sweep_contents,
)

__all__ = [
    "MOST_BYTES",
    "DiskFull",
    "EmptyFile",
    "FileRefused",
    "FileTooLarge",
    "NotClean",
    "NotYours",
    "attach_file",
    "bring_file",
    "drop_attachments",
    "drop_files",
    "forget_contents",
    "remove_attachment",
    "restore_attachment",
    "store_file",
    "sweep_attachments",
    "sweep_contents",
]
