"""What somebody allows us at present."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.database.prepared import prepared
from tongxin.directory.parties.models import Party
from tongxin.directory.privacy.models import Channel, Consent, Purpose


@dataclass(frozen=True)
class Standing:
    """The entry that holds for one purpose and way, and whether it lets us today."""

    consent: Consent
    is_open: bool

    @property
    def has_run_out(self) -> bool:
        """Consent was given, but its time is over."""
        return self.consent.deed == "given" and not self.is_open


@prepared
def ledger_of(party: int) -> QuerySet[Consent]:
    """All entries about one party, newest first. Says nothing about who may see the party."""
    return Consent.objects.filter(party=party).latest_first()


def standings_of(entries: Iterable[Consent], on: date) -> list[Standing]:
    """Of entries that stand newest first, those which hold: one for each purpose and way. What was said later of every way
    takes the place of what was said earlier of one."""
    found: dict[tuple[str, str], Consent] = {}
    for one in entries:
        if (one.purpose, Channel.ANY.value) not in found:
            found.setdefault((one.purpose, one.channel), one)
    order = {purpose: place for place, purpose in enumerate(Purpose.values)}
    chosen = sorted(found.values(), key=lambda one: (order[one.purpose], one.channel))
    return [Standing(one, one.allows_on(on)) for one in chosen]


def may_contact(party: Party, purpose: str, channel: str, *, on: date | None = None) -> bool:
    """Whether we may use what we know of a party for this purpose by this way: only after a consent that was not withdrawn since,
    did not run out, and names this way or every way. To be asked right before the deed; silence is no consent."""
    for one in ledger_of(party.pk):
        if one.purpose == purpose and one.channel in (channel, Channel.ANY):
            return one.allows_on(on or timezone.localdate(now()))
    return False
