"""From a new product to the price on its page, with the reason."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Role
from tongxin.directory.catalogue.actions import (
    AgreementExceeded,
    MayNotKeepCatalogue,
    add_product,
    agree_price,
    give_agreed_back,
    save_price_list,
    say_unit,
    set_price,
    use_agreed,
)
from tongxin.directory.catalogue.models import AgreedPrice, Price, Product
from tongxin.directory.catalogue.queries import find_price
from tongxin.directory.parties.actions import create_party


def test_a_product_gets_a_price_and_says_why(cast: Cast, client: Client) -> None:
    valve = add_product(by=cast.boss, code="V-80", name="智能蝶阀", unit="台", floor="3,600", cost="2,900")
    say_unit(by=cast.boss, product=valve, name="箱", factor=12)
    everyone = save_price_list(by=cast.boss, name="标准价")
    set_price(by=cast.boss, price_list=everyone, product=valve, price="4,180")
    set_price(by=cast.boss, price_list=everyone, product=valve, price="4,000", least=20)
    firm = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    found = find_price(cast.seller, product=valve, quantity=5, party=firm)
    assert (found.price, found.why[0].told) == (Money(418_000, "CNY"), {"name": "标准价"})
    assert find_price(cast.seller, product=valve, quantity=2, unit="箱").price == Money(4_800_000, "CNY")
    day = now().date() + timedelta(days=30)
    agreed = agree_price(
        by=cast.boss, party=firm, product=valve, price=Money(384_600, "CNY"), quantity=40, until_on=day
    )
    found = find_price(cast.seller, product=valve, quantity=40, party=firm)
    assert (found.price, found.agreed_id, found.list_price) == (Money(384_600, "CNY"), agreed.pk, Money(400_000, "CNY"))
    other = create_party(by=cast.seller, name="无锡泵业")
    assert find_price(cast.seller, product=valve, quantity=40, party=other).agreed_id is None
    client.force_login(cast.seller)
    assert "智能蝶阀" in client.get("/products/").content.decode()
    page = client.get(valve.get_absolute_url()).content.decode()
    assert "4,180" in page
    answer = client.get(f"/products/{valve.pk}/price/?customer=恒润&quantity=40").content.decode()
    assert "3,846" in answer


def test_cost_and_floor_are_told_to_those_who_may_see_them(cast: Cast) -> None:
    Role.objects.filter(name="只看自己").update(fields={"product": {"cost": "hidden", "floor": "hidden"}})
    valve = add_product(by=cast.boss, code="V-80", name="智能蝶阀", floor="3,600", cost="2,900")
    set_price(by=cast.boss, price_list=save_price_list(by=cast.boss, name="标准价"), product=valve, price="3,000")
    told, untold = find_price(cast.boss, product=valve), find_price(cast.seller, product=valve)
    assert (told.cost, told.floor, told.is_below_floor) == (Money(290_000, "CNY"), Money(360_000, "CNY"), True)
    assert (untold.cost, untold.floor, untold.is_below_floor) == (None, None, None)


def test_orders_use_an_agreement_up_and_no_further(cast: Cast) -> None:
    valve = add_product(by=cast.boss, code="V-80", name="智能蝶阀")
    firm = create_party(by=cast.seller, name="恒润")
    day = now().date() + timedelta(days=30)
    agreed = agree_price(by=cast.boss, party=firm, product=valve, price=Money(1, "CNY"), quantity="0.3", until_on=day)
    use_agreed(by=cast.seller, agreed=agreed, quantity="0.1", line=Subject("order_line", 1))
    use_agreed(by=cast.seller, agreed=agreed, quantity="0.2", line=Subject("order_line", 2))
    with pytest.raises(AgreementExceeded):
        use_agreed(by=cast.seller, agreed=agreed, quantity="0.001", line=Subject("order_line", 3))
    give_agreed_back(by=cast.seller, line=Subject("order_line", 1))
    with pytest.raises(AgreementExceeded):
        use_agreed(by=cast.seller, agreed=agreed, quantity="0.1", line=Subject("order_line", 4), on=day + timedelta(1))
    assert AgreedPrice.objects.get().left == Decimal("0.1")


def test_only_keepers_change_what_is_sold(cast: Cast, client: Client) -> None:
    with pytest.raises(MayNotKeepCatalogue):
        add_product(by=cast.seller, code="V-80", name="智能蝶阀")
    valve = add_product(by=cast.boss, code="V-80", name="智能蝶阀")
    one = save_price_list(by=cast.boss, name="标准价")
    client.force_login(cast.seller)
    assert client.post(f"/price-lists/{one.pk}/prices/{valve.pk}/", {"price": "1"}).status_code == 403
    assert client.get("/products/new/").status_code == 403
    client.force_login(cast.stranger)
    assert client.get(valve.get_absolute_url()).status_code == 404
    assert Price.objects.count() == 0
    client.force_login(cast.boss)
    answer = client.post(f"/price-lists/{one.pk}/prices/{valve.pk}/", {"price": "¥4,180"}, headers={"HX-Request": "1"})
    assert "4,180" in answer.content.decode()
    refused = client.post(f"/price-lists/{one.pk}/prices/{valve.pk}/", {"price": "-3"}, headers={"HX-Request": "1"})
    assert "¥4,180" in refused.content.decode()
    assert Price.objects.get().minor == 418_000


@pytest.mark.alike
def test_what_cannot_be_is_refused_in_words(cast: Cast) -> None:
    valve = add_product(by=cast.boss, code="V-80", name="智能蝶阀")
    for bad in ({"quantity": 0}, {"quantity": -5}, {"quantity": "many"}, {"unit": "箱"}):
        with pytest.raises(ValidationError):
            find_price(cast.boss, product=valve, **bad)
    for wrong in ({"floor": "-1"}, {"tax_rate": "101"}, {"cost": "5 USD"}, {"per": 0}, {"name": " "}, {"code": "V-80"}):
        with pytest.raises(ValidationError):
            add_product(by=cast.boss, **{"code": "V-81", "name": "x", **wrong})
    assert Product.objects.count() == 1
