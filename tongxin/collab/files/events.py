"""What happened to files."""

from dataclasses import dataclass
from typing import ClassVar

from tongxin.base.events import Event


@dataclass(frozen=True, kw_only=True)
class FileStored(Event):
    """Somebody brought a file in."""

    name: ClassVar[str] = "file.stored"
    file: str
    size: int


@dataclass(frozen=True, kw_only=True)
class FileAttached(Event):
    """A file was put on a record."""

    name: ClassVar[str] = "file.attached"
    file: str
    size: int
    attachment: int


@dataclass(frozen=True, kw_only=True)
class AttachmentRemoved(Event):
    """A file was taken off a record."""

    name: ClassVar[str] = "file.removed"
    file: str
    attachment: int


@dataclass(frozen=True, kw_only=True)
class AttachmentRestored(Event):
    """A file that was taken off came back."""

    name: ClassVar[str] = "file.restored"
    file: str
    attachment: int
