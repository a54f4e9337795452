"""A pool hands its customers out by itself, as its keepers have settled."""

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from tongxin.base.events import Telling, tell_many
from tongxin.base.subjects import Subject
from tongxin.base.work import Handle
from tongxin.collab.notices.actions import notify
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import give_parties
from tongxin.frontoffice.pools.actions.moving import VIA
from tongxin.frontoffice.pools.dealing import dealt
from tongxin.frontoffice.pools.events import PoolLeft
from tongxin.frontoffice.pools.models import HandOutRule, Stay
from tongxin.frontoffice.pools.queries.limits import rule_of
from tongxin.frontoffice.pools.queries.takers import barred_from, hands_of

BATCH = 200


def hand_out_by_rule(*, at: datetime, job: Handle | None = None) -> int:
    """Give customers of pools that hand out by themselves to whoever has room; answers how many. Harmless when done twice."""
    done = 0
    for rule in HandOutRule.objects.filter(is_on=True, pool__is_open=True).select_related("pool").order_by("pool"):
        last: int | None = 0
        while last is not None:
            with transaction.atomic():
                if job is not None:
                    job.within(done=done)
                count, last = _batch(rule, at, last)
            done += count
    return done


def _batch(rule: HandOutRule, at: datetime, after: int) -> tuple[int, int | None]:
    """The next few, in the order in which they came: how many went, and where to go on (None: the end, or nobody has room)."""
    claims = rule_of(rule.pool)
    rows = (
        Stay.objects.open()
        .select_related("party")
        .filter(
            pool=rule.pool_id,
            pk__gt=after,
            invalid_why="",
            party__owner=None,
            came_at__lte=at - timedelta(hours=claims.fresh_hours),
        )
    )
    stays = {stay.party_id: stay for stay in rows.order_by("pk").select_for_update(of=("self", "party"))[:BATCH]}
    hands = hands_of(rule, claims, at) if stays else []
    if not hands:
        return 0, None
    chance = random.SystemRandom() if rule.way == HandOutRule.Way.RANDOM else None
    plan = dealt(list(stays), hands, barred_from(stays, claims, at), chance=chance)
    _give(rule, {stays[party]: person for party, person in plan.items()}, at)
    return len(plan), max(stay.pk for stay in stays.values()) if len(stays) == BATCH else None


def _give(rule: HandOutRule, plan: Mapping[Stay, int], at: datetime) -> None:
    """Stays end first: an owner who comes by other ways would end them too, and tell of it."""
    people = Person.objects.in_bulk(set(plan.values()))
    mine: dict[int, list[Stay]] = defaultdict(list)
    for stay, person in plan.items():
        mine[person].append(stay)
    for person, stays in mine.items():
        ended = Stay.objects.filter(pk__in=[stay.pk for stay in stays])
        ended.update(left_at=at, end=Stay.End.DEALT, taken_by=person)
        notify(
            people=[people[person]],
            kind="pool.dealt",
            text=gettext_noop("%(count)s customers from the pool “%(pool)s” are yours now"),
            url="/customers/",
            particulars={"count": len(stays), "pool": rule.pool.name},
            at=at,
        )
    give_parties(owners={stay.party_id: people[person] for stay, person in plan.items()}, via=VIA)
    tell_many([_told(rule, stay.party_id, people[person], at) for stay, person in plan.items()])


def _told(rule: HandOutRule, party: int, owner: Person, at: datetime) -> Telling:
    event = PoolLeft(pool=rule.pool.name, end=Stay.End.DEALT, owner=owner.name)
    on = Subject("pool", rule.pool_id)
    return Telling(event=event, by_id=None, on=on, at=at, happened_at=at, customer_id=party)
