"""What happened to files."""

from typing import ClassVar

from tongxin.base.events import Event


class FileStored(Event):
    """Somebody brought a file in."""

    name: ClassVar[str] = "file.stored"
    file: str
    size: int


class FileAttached(Event):
    """A file was put on a record."""

    name: ClassVar[str] = "file.attached"
    file: str
    size: int
    attachment: int


class AttachmentRemoved(Event):
    """A file was taken off a record."""

    name: ClassVar[str] = "file.removed"
    file: str
    attachment: int


class AttachmentRestored(Event):
    """A file that was taken off came back."""

    name: ClassVar[str] = "file.restored"
    file: str
    attachment: int
