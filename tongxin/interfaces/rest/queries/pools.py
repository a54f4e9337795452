"""Pools, and who lies in them, as JSON."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.paging import page_of
from tongxin.collab.people.models import Person
from tongxin.frontoffice.pools.models import Pool, Stay
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries import ORDERS, Glimpse, Wish, found_in, glimpses, room_left, rule_of
from tongxin.interfaces.rest.queries.values import Json, instant, ref


def list_pools(person: Person) -> Json:
    """All pools that the person may look into, the most important first; there are never many."""
    return {"items": [pool_shown(person, pool) for pool in Pool.objects.visible_to(person).in_order()], "next": None}


def seen_pool(person: Person, pool_id: int) -> Pool:
    """The pool, if the person may look into it; else it does not exist."""
    pool = Pool.objects.visible_to(person).filter(pk=pool_id).first()
    if pool is None:
        raise Http404
    return pool


def pool_shown(person: Person, pool: Pool) -> Json:
    """One pool, and what is left of the person's claims today."""
    room = room_left(person, pool, rule_of(pool), now())
    left = {"claims": room.claims, "hands": room.hands, "looks": room.looks}
    return {"id": pool.pk, "name": pool.name, "keeps": can_keep(person, pool), "room": left}


def list_pooled(person: Person, pool: Pool, wish: Wish, *, limit: int, after: str) -> Json:
    """One page of the customers in a pool. Raises ValidationError for an unknown order, BadCursor."""
    if wish.order not in ORDERS:
        raise ValidationError({"sort": _("Unknown order. Choose one of: %(known)s") % {"known": ", ".join(ORDERS)}})
    rule = rule_of(pool)
    rows = found_in(person, pool, rule, wish).select_related("party")
    page = page_of(rows, order=ORDERS[wish.order], size=limit, cursor=after)
    return {"items": [_pooled(one) for one in glimpses(person, page.rows, rule)], "next": page.next}


def seen_stay(person: Person, pool: Pool, party_id: int) -> Stay:
    """The last stay of a customer in this pool; who never lay there does not exist."""
    rows = Stay.objects.visible_to(person).filter(pool=pool, party=party_id).select_related("pool", "party")
    stay = rows.order_by("-came_at", "-pk").first()
    if stay is None:
        raise Http404
    return stay


def _pooled(one: Glimpse) -> Json:
    stay = one.stay
    return {
        "stay": stay.pk,
        "party": ref(stay.party_id, stay.party.name),
        "came_at": instant(stay.came_at),
        "way": stay.way,
        "why": stay.why,
        "invalid_why": stay.invalid_why,
        "phones": one.phones,
        **one.facts,
    }
