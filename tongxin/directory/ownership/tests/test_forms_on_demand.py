"""Forms that a customer's page fetches when they are opened."""

import pytest
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party

pytestmark = pytest.mark.django_db
PIECE = {"HX-Request": "true"}
FORMS = {"team": 'id="member_person"', "key": 'id="key_why"'}


def knock(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person), backend="tongxin.collab.people.models.PersonBackend")
    return client


@pytest.mark.parametrize("name", FORMS)
def test_the_page_names_the_door_and_the_door_gives_the_form(cast: Cast, name: str) -> None:
    party = create_party(by=cast.seller, name="恒润")
    client, address = knock(cast.boss), f"/customers/{party.pk}/{name}/"
    page = client.get(party.get_absolute_url()).content.decode()
    assert f'hx-get="{address}"' in page
    assert FORMS[name] not in page
    piece = client.get(address, headers=PIECE).content.decode()
    assert FORMS[name] in piece
    assert "<html" not in piece
    assert "csrf" in piece


@pytest.mark.parametrize("name", FORMS)
def test_without_scripts_the_door_is_a_page(cast: Cast, name: str) -> None:
    party = create_party(by=cast.seller, name="恒润")
    page = knock(cast.boss).get(f"/customers/{party.pk}/{name}/").content.decode()
    assert "<html" in page
    assert FORMS[name] in page


def test_whoever_may_only_look_gets_no_form_and_for_others_it_does_not_exist(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="恒润")
    for name in FORMS:
        assert knock(cast.clerk).get(f"/customers/{party.pk}/{name}/").status_code == 403
        assert knock(cast.south).get(f"/customers/{party.pk}/{name}/").status_code == 404
    assert knock(cast.seller).get(f"/customers/{party.pk}/key/").status_code == 403
