"""Many at once: every customer is claimed exactly once, and nobody gets more than the rule allows."""

import random
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from tests.cast import Cast, assemble
from tongxin.collab.access.actions import place_in_unit
from tongxin.collab.people.actions import add_person
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import TakenAlready, create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import HandsFull, bring_in, claim
from tongxin.frontoffice.pools.models import Pool, Stay
from tongxin.frontoffice.pools.tests.firm import make_pool

THREADS, CUSTOMERS = 32, 100


def run_together(deeds: list[Callable[[], None]]) -> list[BaseException]:
    """Begin all at the same moment; answers what went wrong in any of them."""
    start, faults = threading.Barrier(len(deeds)), []

    def one(deed: Callable[[], None]) -> None:
        start.wait()
        try:
            deed()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def sellers(cast: Cast, count: int) -> list[Person]:
    people = [add_person(by=cast.boss, name=f"销售{n}", email=f"s{n}@hengxin.example") for n in range(count)]
    for person in people:
        place_in_unit(by=cast.boss, person=person, unit=cast.suzhou)
    return people


def filled(cast: Cast, pool: Pool, count: int) -> list[Stay]:
    ids = [create_party(by=cast.boss, name=f"客户{number}").pk for number in range(count)]
    return bring_in(by=cast.boss, pool=pool, parties=ids)


@pytest.mark.django_db(transaction=True)
def test_32_people_claim_100_customers_and_each_goes_to_one(transactional_db: None) -> None:
    cast = assemble()
    pool = make_pool(cast)
    people, stays = sellers(cast, THREADS), filled(cast, pool, CUSTOMERS)
    won: list[tuple[int, int]] = []
    lost: list[int] = []

    def deed(person: Person, seed: int) -> Callable[[], None]:
        order = random.Random(seed).sample(stays, len(stays))

        def claim_all() -> None:
            for stay in order:
                try:
                    won.append((claim(by=person, stay=stay).pk, person.pk))
                except TakenAlready:
                    lost.append(stay.pk)

        return claim_all

    faults = run_together([deed(person, seed) for seed, person in enumerate(people)])
    assert faults == []
    assert Counter(Counter(party for party, _person in won).values()) == {1: CUSTOMERS}
    assert len(won) + len(lost) == THREADS * CUSTOMERS
    assert dict(won) == dict(Party.objects.filter(pk__in=dict(won)).values_list("pk", "owner_id"))
    ended = Stay.objects.filter(pool=pool).values_list("party_id", "taken_by_id", "end")
    assert {(party, person, "claimed") for party, person in won} == set(ended)


@pytest.mark.django_db(transaction=True)
def test_one_person_in_many_windows_claims_no_more_than_the_rule_allows(transactional_db: None) -> None:
    cast = assemble()
    pool = make_pool(cast, per_day=3, holding_limit=50)
    stays = filled(cast, pool, 16)
    refused: list[int] = []

    def deed(stay: Stay) -> Callable[[], None]:
        def claim_one() -> None:
            try:
                claim(by=Person.objects.get(pk=cast.seller.pk), stay=stay)
            except HandsFull:
                refused.append(stay.pk)

        return claim_one

    faults = run_together([deed(stay) for stay in stays])
    assert faults == []
    assert (Party.objects.filter(owner=cast.seller).count(), len(refused)) == (3, 13)
