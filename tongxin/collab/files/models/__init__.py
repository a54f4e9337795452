"""Files and where they hang."""

from tongxin.collab.files.models.attachment import Attachment, AttachmentQuerySet
from tongxin.collab.files.models.stored_file import StoredFile

__all__ = ["Attachment", "AttachmentQuerySet", "StoredFile"]
