"""Two people at once: nobody overwrites a colleague unknowingly."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongxin.directory.parties.models import Party


class ChangedMeanwhile(Exception):
    """Somebody else changed the same field since the person opened it. `current` holds the values as they are now."""

    def __init__(self, current: Mapping[str, Any]) -> None:  # Any: JSON values
        super().__init__(_("Somebody else changed this meanwhile."))
        self.current = current


class StaleVersion(Exception):
    """The program that writes knows an older version of the record."""

    def __init__(self, party: Party) -> None:
        super().__init__(_("The record has version %(version)d by now.") % {"version": party.version})
        self.party = party
