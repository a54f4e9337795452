"""Where the files lie as they were dropped."""

from pathlib import Path

from django.conf import settings


def kept_path(sha256: str) -> Path:
    """The place of a file by the digest of its content; the same file dropped twice is kept once."""
    return Path(settings.MEDIA_ROOT) / "imports" / sha256[:2] / sha256
