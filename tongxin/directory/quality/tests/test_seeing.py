"""Who sees which figure: on the record's page, on Today, in lists."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, fresh
from tongxin.base.clock import now
from tongxin.base.filters import compile_filter
from tongxin.base.registries.criteria import columns_of, fields_of, orders_of
from tongxin.collab.access.models import Role
from tongxin.collab.people.models import Person
from tongxin.directory.parties.actions import create_party, set_points
from tongxin.directory.parties.models import Party
from tongxin.directory.quality.models import Score
from tongxin.directory.quality.policies import open_parts
from tongxin.directory.quality.queries import least_known, standing_of


def enter(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def hide(person: Person, *fields: str) -> Person:
    """The person's only role hides these facts from now on."""
    role = Role.objects.get(assignments__person=person)
    role.fields = {"party": dict.fromkeys(fields, "hidden")}
    role.save()
    return fresh(person)


def test_the_page_shows_the_score_and_the_next_thing_to_ask(cast: Cast, party: Party) -> None:
    page = enter(cast.seller).get(party.get_absolute_url()).content.decode()
    assert "知道多少" in page
    assert "还缺：电话（本单位或联系人的）" in page
    assert 'data-opens="#fact-phones [data-edit]"' in page


def test_who_may_only_look_is_not_asked_to_mend(cast: Cast, party: Party) -> None:
    page = enter(cast.clerk).get(reverse("customer_quality", args=[party.pk]), headers={"HX-Request": "true"})
    assert "还缺：电话" in page.content.decode()
    assert 'data-opens="#fact' not in page.content.decode()


def test_a_hidden_fact_is_not_told_by_its_absence(cast: Cast, party: Party) -> None:
    seller = hide(cast.seller, "phones")
    without = standing_of(seller, party, now())
    set_points(by=cast.boss, party=party, kind="phone", values=["0512-65529988"])
    assert standing_of(seller, party, now()) == without
    assert without is not None
    assert not [one for one in without.failings if one.fact in ("phones", "reachable")]
    assert (
        "phone"
        not in enter(seller)
        .get(reverse("customer_quality", args=[party.pk]), headers={"HX-Request": "true"})
        .content.decode()
    )
    assert open_parts(seller) == {"contacted"}
    assert [field.key for field in fields_of("party", seller) if field.key in ("quality", "complete", "contacted")] == [
        "contacted"
    ]
    assert "quality" not in [column.key for column in columns_of("party", seller)]
    assert "quality" not in [order.key for order in orders_of("party", seller)]
    assert least_known(seller) == []
    assert enter(seller).post(reverse("confirm_fact", args=[party.pk, "phones"])).status_code == 403


def test_a_hidden_tier_is_not_told_by_the_rules_that_fit(cast: Cast) -> None:
    seller = hide(cast.seller, "tier")
    a, c = (
        create_party(by=cast.boss, owner=cast.seller, name=name, tier=tier)
        for name, tier in (("甲厂", "A"), ("丙厂", "C"))
    )
    assert len(Score.objects.get(pk=a.pk).failings) > len(Score.objects.get(pk=c.pk).failings)
    assert standing_of(seller, a, now()) == standing_of(seller, c, now())


def test_lists_ask_and_sort_by_the_score(cast: Cast, party: Party) -> None:
    better = create_party(by=cast.seller, name="乙厂", industry="化工", city="无锡", points={"phone": ["13806021001"]})
    fields = fields_of("party", cast.seller)

    def asked(**test: object) -> list[Party]:
        condition = compile_filter({"v": 1, "and": [test]}, fields, person=cast.seller, now=now())
        return list(Party.objects.customers().filter(condition))

    assert asked(field="quality", op="lt", value=Score.objects.get(pk=better.pk).score) == [party]
    assert asked(field="contacted", op="eq", value=100) == []
    assert "quality" in [order.key for order in orders_of("party", cast.seller)]
    column = next(column for column in columns_of("party", cast.seller) if column.key == "quality")
    assert column.cells([party.pk, better.pk])[party.pk] == str(Score.objects.get(pk=party.pk).score)


def test_today_names_three_customers_to_make_whole(cast: Cast, party: Party) -> None:
    for name in ("甲厂", "乙厂", "丙厂"):
        create_party(by=cast.seller, name=name)
    create_party(by=cast.south, name="南方厂")
    page = enter(cast.seller).get("/today/").content.decode()
    assert page.count("厂</a>") == 3
    assert "补完整" in page
    assert "南方厂" not in page
    assert "补完整" not in enter(cast.manager).get("/today/").content.decode()


@pytest.mark.parametrize("who", ["south", "stranger"])
def test_strangers_learn_nothing(cast: Cast, party: Party, who: str) -> None:
    guest = enter(getattr(cast, who))
    for address in (reverse("customer_quality", args=[party.pk]), reverse("confirm_fact", args=[party.pk, "phones"])):
        assert guest.get(address).status_code in (404, 405)
        assert guest.post(address).status_code in (404, 405)
    assert not Score.objects.visible_to(getattr(cast, who)).exists()
