"""What a party is to us changes, reads as a sentence, and can be taken back."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tongxin.base.registries import sentences
from tongxin.collab.journal.models import Entry
from tongxin.directory.parties.actions import ChangedMeanwhile, change_roles, create_party, undo_change
from tongxin.directory.parties.models import Party


def last() -> Entry:
    return Entry.objects.filter(name="party.roles_changed").latest("id")


def test_a_customer_becomes_a_supplier_as_well_and_then_is_none_of_both(cast: Cast) -> None:
    party = create_party(by=cast.boss, name="恒润")
    party = change_roles(by=cast.boss, party=party, roles=["customer", "supplier"])
    assert (party.roles, party.version) == (["customer", "supplier"], 2)
    assert sentences.get("party.roles_changed").text(last().particulars, party) == "记下了往来身份：客户、供应商"
    assert change_roles(by=cast.boss, party=party, roles=["supplier", "customer"]).version == 2
    assert change_roles(by=cast.boss, party=party, roles=[]).roles == []
    assert not Party.objects.customers().exists()


def test_a_change_of_roles_is_taken_back_unless_somebody_changed_them_since(cast: Cast) -> None:
    party = create_party(by=cast.boss, name="恒润")
    change_roles(by=cast.boss, party=party, roles=["dealer"])
    first = last()
    assert undo_change(by=cast.boss, entry=first).roles == ["customer"]
    change_roles(by=cast.boss, party=party, roles=["agent"])
    with pytest.raises(ChangedMeanwhile):
        undo_change(by=cast.boss, entry=first)


def test_who_may_not_change_it_and_roles_that_are_none(cast: Cast) -> None:
    party = create_party(by=cast.south, name="恒润")
    with pytest.raises(PermissionDenied):
        change_roles(by=fresh(cast.seller), party=party, roles=[])
    with pytest.raises(ValidationError, match="厨师"):
        change_roles(by=cast.boss, party=party, roles=["厨师"])
    assert Party.objects.get().roles == ["customer"]


def test_roles_are_chosen_on_the_page(cast: Cast, client: Client) -> None:
    party = create_party(by=cast.boss, name="恒润")
    client.force_login(cast.boss)
    address = reverse("customer_roles", args=[party.pk])
    assert address in client.get(party.get_absolute_url()).content.decode()
    assert client.get(address).context["form"].initial["roles"] == ["customer"]
    answer = client.post(address, {"roles": ["supplier"], "was": "customer"}, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    assert Party.objects.get().roles == ["supplier"]
    assert client.post(address, {"roles": ["agent"], "was": "customer"}).status_code == 422
    client.post(undo)
    assert Party.objects.get().roles == ["customer"]
    client.force_login(cast.clerk)
    assert client.post(address, {"roles": []}).status_code in (403, 404)
