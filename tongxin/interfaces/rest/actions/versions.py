"""Nobody overwrites what they have not seen."""

from typing import Any

from django.utils.translation import gettext as _


class VersionNeeded(Exception):
    """The request doesn't say which version of the record it knows."""

    def __init__(self) -> None:
        super().__init__(_("Send the version that you know as If-Match."))


class StaleVersion(Exception):
    """The record has another version by now."""

    def __init__(self, version: int) -> None:
        super().__init__(_("The record has version %(version)d by now.") % {"version": version})


def check_version(record: Any, version: int | None) -> None:  # Any: a locked row of whichever model with a version
    """Raises StaleVersion unless the locked row is the one that the writer knows; None means that any will do."""
    if version is not None and record.version != version:
        raise StaleVersion(record.version)
