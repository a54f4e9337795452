"""How much one person may still do in a pool today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.models import ClaimRule, Look, Pool, Stay
from tongxin.frontoffice.pools.queries.covering import firm_zone
from tongxin.frontoffice.pools.queries.sales import with_won


@dataclass(frozen=True)
class Room:
    """What is left: claims today, customers that fit into one hand, looks today. None: no limit."""

    claims: int | None
    hands: int | None
    looks: int | None

    @property
    def fits(self) -> int | None:
        """How many can be claimed now."""
        limits = [limit for limit in (self.claims, self.hands) if limit is not None]
        return min(limits) if limits else None


def rule_of(pool: Pool) -> ClaimRule:
    """How one claims in this pool; without a stored rule nothing limits and nothing is masked."""
    return ClaimRule.objects.filter(pool=pool).first() or ClaimRule(pool=pool)


def day_start(at: datetime) -> datetime:
    """The beginning of the firm's day."""
    return at.astimezone(firm_zone()).replace(hour=0, minute=0, second=0, microsecond=0)


def room_left(person: Person, pool: Pool, rule: ClaimRule, at: datetime) -> Room:
    """What the rule leaves this person. A claim that was given back at once counts all the same: its numbers were seen."""
    begin = day_start(at)
    claims = hands = looks = None
    if rule.per_day is not None:
        taken = Stay.objects.filter(taken_by=person, left_at__gte=begin, pool=pool, end=Stay.End.CLAIMED).count()
        claims = max(rule.per_day - taken, 0)
    if rule.holding_limit is not None:
        held = Party.objects.customers().filter(owner=person)
        counted = held if rule.counts_deals else held.exclude(with_won())
        hands = max(rule.holding_limit - counted.count(), 0)
    if rule.looks_per_day is not None:
        seen = Look.objects.filter(person=person, at__gte=begin, at__lt=begin + timedelta(days=1), stay__pool=pool)
        looks = max(rule.looks_per_day - seen.count(), 0)
    return Room(claims, hands, looks)
