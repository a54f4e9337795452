"""What returns soon, in words a seller can act on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxin.base.clock import now
from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import Base, Custody

# A return at midnight is felt as the end of the day before.
_MIDNIGHT = timedelta(seconds=1)


@dataclass(frozen=True)
class Soon:
    """One customer about to return."""

    custody: Custody
    party: Party
    days: int

    @property
    def words(self) -> str:
        """In how many days, and what would keep it."""
        if self.days <= 0:
            when = _("Returns to the pool today")
        else:
            when = ngettext("Returns to the pool in %(n)d day", "Returns to the pool in %(n)d days", self.days) % {
                "n": self.days
            }
        keeps = self.keeps
        return _("%(when)s unless %(what)s") % {"when": when, "what": keeps} if keeps else when

    @property
    def keeps(self) -> str:
        """What would make it stay, if anything one can do."""
        line = self.custody.line
        return _("you follow up") if line is not None and line.base == Base.FOLLOWED else ""


def soon_of(custody: Custody, at: datetime) -> Soon | None:
    """A custody in words, or None when nothing returns."""
    if custody.return_at is None:
        return None
    days = (timezone.localdate(custody.return_at - _MIDNIGHT) - timezone.localdate(at)).days
    return Soon(custody, custody.party, max(days, 0))


def returning_soon(person: Person, until: datetime, *, most: int) -> list[Soon]:
    """The person's own customers that return before `until`, the next first; only those still in sight."""
    at = now()
    rows = (
        Custody.objects.of(person)
        .until(until)
        .select_related("party", "line")
        .filter(party__in=Party.objects.visible_to(person).customers().values("pk"))[:most]
    )
    return [soon for row in rows if (soon := soon_of(row, at)) is not None]
