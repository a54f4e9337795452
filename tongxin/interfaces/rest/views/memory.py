"""`/facts`, and those of one party: what is remembered."""

from collections.abc import Iterator
from contextlib import contextmanager

from ninja import Router

from tongxin.collab.people.models import Person
from tongxin.directory.memory.actions import ChangedMeanwhile, confirm_fact, forget_fact
from tongxin.interfaces.rest.actions.memory import add_fact, change_fact
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms.memory import ChangedFact, FactShown, NewFact
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.memory import facts_of, one_fact, seen_fact
from tongxin.interfaces.rest.queries.parties import seen_party
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import known_version, reading, stated_version, writing
from tongxin.interfaces.rest.views.declaring import changes, makes, reads_one
from tongxin.interfaces.rest.views.refusals import Stale

router = Router(tags=["facts"])
of_party = Router(tags=["facts"])


@contextmanager
def _as_it_is_now(person: Person, fact_id: int) -> Iterator[None]:
    """Whoever comes too late is told how the fact is now."""
    try:
        yield
    except ChangedMeanwhile as error:
        raise Stale(one_fact(person, fact_id), str(error)) from error


@of_party.get("/{int:party_id}/facts", response=reads_one(answers.Page[FactShown]))
@reading
def party_facts(request: ApiRequest, party_id: int) -> Json:
    """What is remembered of the party and of those who belong to it, the weightiest first."""
    return facts_of(request.auth.person, seen_party(request.auth.person, party_id))


@of_party.post("/{int:party_id}/facts", response=makes(FactShown))
@writing(201)
def new_fact(request: ApiRequest, party_id: int, data: NewFact) -> Json:
    """Remember something; said again, it is confirmed."""
    person = request.auth.person
    fact = add_fact(by=person, party=seen_party(person, party_id), values=data.given())
    return one_fact(person, fact.pk)


@router.get("/{int:fact_id}", response=reads_one(FactShown), url_name="fact")
@reading
def fact(request: ApiRequest, fact_id: int) -> Json:
    """One fact."""
    return one_fact(request.auth.person, fact_id)


@router.patch("/{int:fact_id}", response=changes(FactShown))
@writing()
def changed_fact(request: ApiRequest, fact_id: int, data: ChangedFact) -> Json:
    """Put some of it right; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_fact(person, fact_id)
    with _as_it_is_now(person, fact_id):
        change_fact(by=person, fact=found, version=known_version(request), values=data.given())
    return one_fact(person, fact_id)


@router.delete("/{int:fact_id}", response=changes(None))
@writing(204)
def forgotten_fact(request: ApiRequest, fact_id: int) -> None:
    """It no longer holds; `If-Match` says which version is known."""
    person = request.auth.person
    found = seen_fact(person, fact_id)
    with _as_it_is_now(person, fact_id):
        forget_fact(by=person, fact=found, version=known_version(request))


@router.post("/{int:fact_id}/confirmations", response=makes(FactShown))
@writing(201)
def confirmed_fact(request: ApiRequest, fact_id: int) -> Json:
    """It still holds."""
    person = request.auth.person
    found = seen_fact(person, fact_id)
    with _as_it_is_now(person, fact_id):
        confirm_fact(by=person, fact=found, version=stated_version(request))
    return one_fact(person, fact_id)
