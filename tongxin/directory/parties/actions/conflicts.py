"""Two people at once: nobody overwrites a colleague unknowingly."""

from django.utils.translation import gettext as _

from tongxin.base.conflicts import ChangedMeanwhile
from tongxin.directory.parties.models import Party

__all__ = ["ChangedMeanwhile", "StaleVersion"]


class StaleVersion(Exception):
    """The program that writes knows an older version of the record."""

    def __init__(self, party: Party) -> None:
        super().__init__(_("The record has version %(version)d by now.") % {"version": party.version})
        self.party = party
