"""`/pools`: customers of nobody at the moment, and who takes them."""

from django.db import transaction
from ninja import Query, Router

from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import bring_in, claim, hand_out, release
from tongxin.frontoffice.pools.models import Stay
from tongxin.frontoffice.pools.policies import can_keep
from tongxin.frontoffice.pools.queries import Wish
from tongxin.interfaces.rest.actions.parties import known_colleague, known_party
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.pools import (
    NewClaim,
    NewPooled,
    Owned,
    PooledAsked,
    PooledAssignment,
    PooledShown,
    PoolShown,
    PutIn,
)
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.pools import list_pooled, list_pools, pool_shown, seen_pool, seen_stay
from tongxin.interfaces.rest.queries.values import Json, ref
from tongxin.interfaces.rest.views.answering import reading, writing
from tongxin.interfaces.rest.views.declaring import makes, reads, reads_one

router = Router(tags=["pools"])


@router.get("", response=reads(answers.Page[PoolShown]), url_name="pools")
@reading
def all_pools(request: ApiRequest) -> Json:
    """The pools that the token's person may look into, whatever else they may see."""
    return list_pools(request.auth.person)


@router.get("/{int:pool_id}", response=reads_one(PoolShown))
@reading
def one_pool(request: ApiRequest, pool_id: int) -> Json:
    """One pool."""
    return pool_shown(request.auth.person, seen_pool(request.auth.person, pool_id))


@router.get("/{int:pool_id}/customers", response=reads_one(answers.Page[PooledShown]))
@reading
def pooled(request: ApiRequest, pool_id: int, asked: Query[PooledAsked]) -> Json:
    """Who lies in it, with the pool's masks."""
    wish = Wish(asked.q, asked.tier, asked.city, asked.industry, asked.sort or "-came")
    pool = seen_pool(request.auth.person, pool_id)
    return list_pooled(request.auth.person, pool, wish, limit=asked.limit, after=asked.after)


@router.post("/{int:pool_id}/customers", response=makes(PutIn))
@writing(201)
def put_in(request: ApiRequest, pool_id: int, data: NewPooled) -> Json:
    """Give customers back into the pool with a sentence; who looks after it brings them in without one."""
    person, pool = request.auth.person, seen_pool(request.auth.person, pool_id)
    parties: list[Party] = [known_party(person, number, field="parties") for number in data.parties]
    stays: list[Stay] = []
    with transaction.atomic():
        if can_keep(person, pool):
            stays = bring_in(by=person, pool=pool, parties=[party.pk for party in parties], why=data.why)
        else:
            stays = [release(by=person, party=party, pool=pool, why=data.why) for party in parties]
    return {"pool": pool.pk, "parties": [stay.party_id for stay in stays]}


@router.post("/{int:pool_id}/claims", response=makes(Owned))
@writing(201)
def new_claim(request: ApiRequest, pool_id: int, data: NewClaim) -> Json:
    """Take a customer: of many at once one succeeds; limits and locks are those of the pool."""
    person = request.auth.person
    stay = seen_stay(person, seen_pool(person, pool_id), data.party)
    party = claim(by=person, stay=stay)
    return _owned(party, stay)


@router.post("/{int:pool_id}/assignments", response=makes(Owned))
@writing(201)
def new_assignment(request: ApiRequest, pool_id: int, data: PooledAssignment) -> Json:
    """Who looks after the pool gives a customer to a colleague in its scope."""
    person = request.auth.person
    stay = seen_stay(person, seen_pool(person, pool_id), data.party)
    return _owned(hand_out(by=person, stay=stay, owner=known_colleague(data.owner, field="owner")), stay)


def _owned(party: Party, stay: Stay) -> Json:
    owner = party.owner
    assert owner is not None  # somebody has just taken it
    return {"party": ref(party.pk, party.name), "owner": ref(owner.pk, owner.name), "stay": stay.pk}
