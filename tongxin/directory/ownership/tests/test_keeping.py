"""Key customers and teams."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.directory.ownership.actions import KeyCustomerStays, MayNotMark, mark_key, set_part, take_off, unmark_key
from tongxin.directory.ownership.models import KeyCustomer
from tongxin.directory.parties.actions import NotYours, assign_parties, create_party
from tongxin.directory.parties.models import Party, TeamMember


def test_a_key_customer_stays_with_its_owner(cast: Cast) -> None:
    party, other = create_party(by=cast.seller, name="重点"), create_party(by=cast.seller, name="普通")
    mark_key(by=cast.manager, party=party, why="年框客户")
    with pytest.raises(KeyCustomerStays, match="年框客户"):
        assign_parties(by=cast.manager, parties=[party.pk, other.pk], owner=cast.colleague)
    assert set(Party.objects.values_list("owner__name", flat=True)) == {"李薇"}, "all or none"
    assign_parties(by=cast.boss, parties=[party.pk], owner=cast.colleague)
    assert Party.objects.get(pk=party.pk).owner == cast.colleague


def test_unmarked_it_can_go(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="重点")
    mark_key(by=cast.manager, party=party, why="年框客户")
    unmark_key(by=cast.manager, party=party)
    assign_parties(by=cast.manager, parties=[party.pk], owner=cast.colleague)


def test_owners_do_not_mark_their_own(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="重点")
    for who in (cast.seller, cast.colleague, cast.clerk, cast.south):
        with pytest.raises(MayNotMark):
            mark_key(by=who, party=party, why="我的")
    with pytest.raises(ValidationError):
        mark_key(by=cast.boss, party=party, why=" ")
    assert not KeyCustomer.objects.exists()


def test_parts_in_a_team(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="昆山恒润")
    set_part(by=cast.seller, party=party, person=cast.south, role="技术支持")
    assert Party.objects.visible_to(fresh(cast.south)).filter(pk=party.pk).exists()
    set_part(by=cast.seller, party=party, person=cast.south, role="商务")
    assert TeamMember.objects.get(party=party).role == "商务"
    with pytest.raises(NotYours):
        set_part(by=cast.clerk, party=party, person=cast.boss, role="")
    for person in (cast.left, cast.seller):
        with pytest.raises(ValidationError):
            set_part(by=cast.seller, party=party, person=person, role="")
    take_off(by=cast.seller, party=party, person=cast.south)
    assert not Party.objects.visible_to(fresh(cast.south)).filter(pk=party.pk).exists()


def test_on_the_customers_page(cast: Cast) -> None:
    party = create_party(by=cast.seller, name="昆山恒润")
    client = Client()
    client.force_login(cast.boss)
    client.post(f"/customers/{party.pk}/team/", {"person": cast.south.pk, "role": "技术支持"})
    client.post(f"/customers/{party.pk}/key/", {"why": "年框客户"})
    page = client.get(f"/customers/{party.pk}/").content.decode()
    assert all(word in page for word in ("何静", "技术支持", "年框客户"))
    client.post(f"/customers/{party.pk}/team/removal/", {"person": cast.south.pk})
    client.post(f"/customers/{party.pk}/key/", {"end": "1"})
    assert not TeamMember.objects.exists()
    assert not KeyCustomer.objects.exists()
