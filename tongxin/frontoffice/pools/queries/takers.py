"""Who takes customers from a pool that hands out by itself, and how many more."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from tongxin.collab.people.models import Person
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.dealing import Hand
from tongxin.frontoffice.pools.models import ClaimRule, HandOutRule, Stay, StayQuerySet
from tongxin.frontoffice.pools.queries.covering import members_of
from tongxin.frontoffice.pools.queries.limits import day_start


def takers_of(rule: HandOutRule) -> set[int]:
    """Active people in the scope of the pool; only those named, where some are."""
    named = set(rule.people.values_list("pk", flat=True))
    members = Person.objects.active().filter(pk__in=members_of(rule.pool)).values_list("pk", flat=True)
    return {pk for pk in members if not named or pk in named}


def hands_of(rule: HandOutRule, claims: ClaimRule, at: datetime) -> list[Hand]:
    """Everybody who may still get one today, and how many: by the day, by what one hand holds, by what waits to be spoken with."""
    people = takers_of(rule)
    given = Stay.objects.filter(pool=rule.pool_id, end=Stay.End.DEALT, taken_by__in=people)
    today = _by_person(given.filter(left_at__gte=day_start(at)))
    held = dict[int, int]()
    if claims.holding_limit is not None:
        owned = Party.objects.customers().filter(owner__in=people).order_by().values_list("owner")
        held = dict(owned.annotate(n=Count("pk")))
    unspoken = _by_person(_unspoken(given)) if rule.most_unspoken is not None else {}
    hands = []
    for person in sorted(people):
        rooms = [rule.per_day - today.get(person, 0)]
        if claims.holding_limit is not None:
            rooms.append(claims.holding_limit - held.get(person, 0))
        if rule.most_unspoken is not None:
            rooms.append(rule.most_unspoken - unspoken.get(person, 0))
        hands.append(Hand(person, max(min(rooms), 0), today.get(person, 0)))
    return [hand for hand in hands if hand.room]


def _unspoken(given: StayQuerySet) -> StayQuerySet:
    """Those still with whoever got them, and not spoken with since."""
    silent = Q(party__last_contact_at=None) | Q(party__last_contact_at__lt=F("left_at"))
    return given.filter(silent, party__owner=F("taken_by"), party__deleted_at=None)


def _by_person(stays: StayQuerySet) -> dict[int, int]:
    found: dict[int, int] = dict(stays.order_by().values_list("taken_by").annotate(n=Count("pk")))
    return found


def barred_from(parties: Collection[int], claims: ClaimRule, at: datetime) -> dict[int, set[int]]:
    """Who lost one of these customers too lately to have it again."""
    found: dict[int, set[int]] = {}
    if claims.reclaim_days:
        since = at - timedelta(days=claims.reclaim_days)
        lost = Stay.objects.filter(party__in=list(parties), came_at__gt=since, came_from__isnull=False)
        for party, person in lost.values_list("party_id", "came_from_id"):
            found.setdefault(party, set()).add(person)
    return found
