"""How many statements a page asks: frozen, so that a new piece of a page is noticed by what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, fresh
from tongxin.collab.people.models import Person
from tongxin.directory.activities.actions import note_activity, plan_step
from tongxin.directory.memory.actions import note_fact
from tongxin.directory.ownership.actions import mark_key
from tongxin.directory.parties.actions import (
    add_contact,
    add_relation,
    assign_parties,
    create_party,
    join_team,
    set_parent,
    set_tags,
)
from tongxin.directory.parties.models import Party

pytestmark = pytest.mark.django_db
FIRM, FULL, PERSON, CREATE = 18, 24, 20, 18


def statements(who: Person, address: str) -> int:
    """Of the second visit: the first one fills what a process keeps."""
    client = Client()
    client.force_login(fresh(who), backend="tongxin.collab.people.models.PersonBackend")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def firm_with(cast: Cast, contacts: int) -> Party:
    party = create_party(by=cast.boss, name=f"恒润 {contacts} 厂", points={"phone": ["13806021001"]})
    set_tags(by=cast.boss, party=party, names=["重点"])
    for place in range(contacts):
        add_contact(by=cast.boss, party=party, name=f"张{place}", points={"phone": [f"1380602{place:04d}"]})
    return party


@pytest.mark.parametrize("contacts", [1, 12])
def test_the_page_of_a_firm_asks_the_same_however_many_work_there(cast: Cast, contacts: int) -> None:
    assert statements(cast.boss, firm_with(cast, contacts).get_absolute_url()) == FIRM


def test_the_page_of_a_firm_with_all_that_can_be_known(cast: Cast) -> None:
    party = firm_with(cast, 3)
    met = party.contacts.all()[0].person_id
    set_parent(by=cast.boss, party=party, parent=create_party(by=cast.boss, name="恒润集团"))
    add_relation(by=cast.boss, party=party, other=create_party(by=cast.boss, name="大明阀门"), kind="supplies")
    assign_parties(by=cast.boss, parties=[party.pk], owner=cast.boss)
    join_team(by=cast.boss, party=party, person=cast.manager)
    for kind in ("visit", "call"):
        note_activity(by=cast.manager, kind=kind, party=party, text="谈了价格", people=[met])
    for text in ("回访", "寄样"):
        plan_step(by=cast.boss, text=text, party=party, people=[met])
    note_fact(by=cast.boss, party=party, kind="likes", text="喝茶")
    mark_key(by=cast.boss, party=party, why="大客户")
    assert statements(cast.boss, party.get_absolute_url()) == FULL


def test_the_page_of_a_person(cast: Cast) -> None:
    firm_with(cast, 1)
    person = Party.objects.get(kind="person")
    assert statements(cast.boss, person.get_absolute_url()) == PERSON


def test_narrower_rights_cost_no_more(cast: Cast) -> None:
    party = firm_with(cast, 2)
    Party.objects.filter(pk=party.pk).update(owner=cast.seller, unit=cast.suzhou)
    assert statements(cast.seller, party.get_absolute_url()) <= FIRM + 2


def test_adding_a_customer_with_all_that_follows_from_it(cast: Cast) -> None:
    create_party(by=cast.seller, name="恒润一厂")
    by = fresh(cast.seller)
    with CaptureQueriesContext(connection) as queries:
        create_party(by=by, name="恒润二厂")
    assert len(queries) == CREATE
