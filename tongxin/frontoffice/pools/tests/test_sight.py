"""Two rights that do not touch: looking into a pool, and seeing customers."""

import pytest
from django.test import Client

from tests.cast import Cast, fresh
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import share_record
from tongxin.collab.access.models import Role
from tongxin.directory.activities.actions import note_activity
from tongxin.directory.activities.models import Activity
from tongxin.directory.parties.actions import add_contact, join_team
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.pools.actions import NotInYourPool, claim, look_at, release, save_pool
from tongxin.frontoffice.pools.models import Pool, Stay
from tongxin.frontoffice.pools.queries.limits import rule_of
from tongxin.frontoffice.pools.queries.shown import glimpses, masked_phone
from tongxin.frontoffice.pools.tests.firm import customer, in_pool, make_pool


def enter(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_a_pool_shows_its_own_customers_and_opens_nothing_else(cast: Cast) -> None:
    east, south = make_pool(cast), make_pool(cast, "华南公海", units=[cast.south_region], keepers=[])
    mine, theirs = in_pool(cast, east, "昆山一号"), in_pool(cast, south, "东莞一号")
    owned = customer(cast.south, "广州二号")
    client = enter(cast.seller)
    assert [stay.pk for stay in Stay.objects.visible_to(cast.seller)] == [mine.pk]
    assert not Party.objects.visible_to(fresh(cast.seller)).exists()
    assert client.get(f"/pools/stays/{mine.pk}/").status_code == 200
    for address in (
        f"/pools/stays/{theirs.pk}/",
        f"/pools/{south.pk}/",
        f"/customers/{mine.party_id}/",
        f"/customers/{owned.pk}/",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/pools/stays/{theirs.pk}/claim/").status_code == 404
    with pytest.raises(NotInYourPool):
        claim(by=cast.seller, stay=theirs)
    with pytest.raises(NotInYourPool):
        look_at(by=cast.seller, stay=theirs)


def test_a_role_that_sees_everything_looks_into_no_pool(cast: Cast) -> None:
    make_pool(cast)
    assert not Pool.objects.visible_to(cast.clerk).exists()
    assert not Pool.objects.visible_to(cast.left).exists()
    assert not Pool.objects.visible_to(cast.stranger).exists()


def test_single_people_and_keepers_are_let_in(cast: Cast) -> None:
    pool = save_pool(by=cast.boss, name="专项", people=[cast.stranger], keepers=[cast.clerk])
    assert list(Pool.objects.visible_to(cast.stranger)) == [pool]
    assert list(Pool.objects.visible_to(cast.clerk)) == [pool]
    assert not Pool.objects.visible_to(cast.seller).exists()


def test_numbers_are_masked_until_claimed(cast: Cast) -> None:
    pool = make_pool(cast, masks=["phones", "industry", "note"])
    stay = in_pool(cast, pool, points={"phone": ["13812348000"]}, industry="机加工", note="老板姓钱", city="昆山市")
    client = enter(cast.colleague)
    pages = [client.get(address).content.decode() for address in (f"/pools/{pool.pk}/", f"/pools/stays/{stay.pk}/")]
    for page in pages:
        assert "138****8000" in page
        assert "昆山" in page
        assert not [
            word for word in ("13812348000", "138 1234 8000", "1234 8000", "机加工", "老板姓钱") if word in page
        ]
    claim(by=cast.colleague, stay=stay)
    assert "138 1234 8000" in client.get(f"/customers/{stay.party_id}/").content.decode()


def test_without_a_mask_the_list_still_hides_what_details_show_and_count(cast: Cast) -> None:
    pool = make_pool(cast, masks=[], looks_per_day=5)
    stay = in_pool(cast, pool, points={"phone": ["13812348000"]})
    client = enter(cast.seller)
    assert "138 1234 8000" not in client.get(f"/pools/{pool.pk}/").content.decode()
    assert "138 1234 8000" in client.get(f"/pools/stays/{stay.pk}/").content.decode()


def test_what_a_role_hides_stays_hidden_in_the_pool(cast: Cast) -> None:
    Role.objects.filter(assignments__person=cast.seller).update(
        fields={"party": {"phones": "hidden", "industry": "hidden"}}
    )
    pool = make_pool(cast, masks=[])
    in_pool(cast, pool, points={"phone": ["13812348000"]}, industry="机加工")
    rows = list(Stay.objects.open().select_related("party"))
    glimpse = glimpses(fresh(cast.seller), rows, rule_of(pool), details=True)[0]
    assert glimpse.phones == []
    assert "industry" not in glimpse.facts


def test_former_colleagues_lose_sight_unless_the_pool_keeps_them(cast: Cast) -> None:
    strict, kind = make_pool(cast), make_pool(cast, "协作公海", keeps_colleagues=True)
    for pool, stays_in_sight in ((strict, False), (kind, True)):
        party = customer(cast.seller, f"{pool.name}的客户")
        note_activity(by=cast.seller, party=party, kind="visit", text="看了车间，谈了价格")
        join_team(by=cast.seller, party=party, person=cast.south)
        share_record(by=cast.seller, on=Subject("party", party.pk), with_whom=cast.stranger)
        release(by=cast.seller, party=party, pool=pool, why="没有需求")
        assert Party.objects.visible_to(fresh(cast.south)).filter(pk=party.pk).exists() is stays_in_sight
        assert not Party.objects.visible_to(fresh(cast.seller)).filter(pk=party.pk).exists()
        assert not Activity.objects.visible_to(fresh(cast.seller)).filter(party=party).exists()
        assert not Party.objects.visible_to(fresh(cast.colleague)).filter(pk=party.pk).exists()


def test_people_at_a_pooled_firm_are_out_of_sight_too(cast: Cast) -> None:
    party = customer(cast.seller)
    contact = add_contact(by=cast.seller, party=party, name="钱工")
    release(by=cast.seller, party=party, pool=make_pool(cast), why="没有需求")
    assert not Party.objects.visible_to(fresh(cast.seller)).filter(pk=contact.person_id).exists()


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("138 1234 8000", "138****8000"),
        ("+86 138 1234 8000", "138****8000"),
        ("0512-65331234", "051*****1234"),
        ("65331234", "65****34"),
        ("95588", "****"),
        ("+1 415 555 0132", "141****0132"),
        ("", "****"),
    ],
)
def test_masks(number: str, masked: str) -> None:
    assert masked_phone(number) == masked
