"""What of our products a deal is about, what it comes to, and the quote made of it."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.money import Money
from tongxin.directory.catalogue.actions import add_product, save_price_list, set_price
from tongxin.directory.catalogue.models import Product
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.pipeline.actions import (
    NotOpen,
    change_opportunity,
    lose_opportunity,
    open_opportunity,
    quote_opportunity,
    remove_deal_line,
    write_deal_lines,
)
from tongxin.frontoffice.pipeline.models import LostReason, Opportunity, Tally


def valve_at(cast: Cast, price: str = "5,200", **more: Any) -> Product:
    one = add_product(by=cast.boss, code="GV-200", name="DN200 闸阀", unit="台", **more)
    set_price(by=cast.boss, price_list=save_price_list(by=cast.boss, name="目录价"), product=one, price=price)
    return one


def deal_of(cast: Cast, **more: Any) -> Opportunity:
    firm = create_party(by=cast.seller, name="苏州恒润精密机械有限公司")
    return open_opportunity(by=cast.seller, name="2 号线阀门改造", party=firm, **more)


def test_the_amount_of_a_deal_is_what_its_lines_come_to(cast: Cast) -> None:
    valve, deal = valve_at(cast), deal_of(cast, amount="1 万")
    deal = write_deal_lines(
        by=cast.seller,
        opportunity=deal,
        lines=[{"product": valve, "quantity": 10, "discount": "10"}, {"text": "调试", "price": "800", "quantity": 1}],
    )
    assert (deal.worth, Tally.objects.get(count=1).amount) == (Money(4_760_000, "CNY"), 4_760_000)
    with pytest.raises(ValidationError) as refused:
        change_opportunity(by=cast.seller, opportunity=deal, amount="5 万")
    assert set(refused.value.message_dict) == {"amount"}
    quote = quote_opportunity(by=cast.seller, opportunity=deal)
    assert (quote.total, quote.kind, quote.record) == (deal.worth, "opportunity", deal.pk)
    assert [(line.minor, line.discount, line.needs_decision) for line in quote.lines.all()] == [
        (520_000, 10, True),
        (80_000, 0, False),
    ]
    line = deal.lines.get(product=valve)
    deal = write_deal_lines(by=cast.seller, opportunity=deal, lines=[line.values() | {"quantity": "20"}], known=line)
    assert (deal.worth, deal.lines.count()) == (Money(9_440_000, "CNY"), 2)
    deal = remove_deal_line(by=cast.seller, opportunity=deal, number=line.pk)
    assert deal.worth == Money(80_000, "CNY")
    lose_opportunity(by=cast.seller, opportunity=deal, reason=LostReason.objects.all()[0], competitor="凯阀")
    with pytest.raises(NotOpen):
        remove_deal_line(by=cast.seller, opportunity=deal, number=deal.lines.get().pk)


@pytest.mark.parametrize(
    "bad",
    [
        {"quantity": 0},
        {"quantity": -3},
        {"quantity": "many"},
        {"price": "-1"},
        {"price": "5 USD"},
        {"discount": "101"},
        {"discount": "-1"},
        {"discount": "half"},
        {"unit": "箱"},
        {"product": None, "text": ""},
        {"product": None, "text": "运费"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_stays(cast: Cast, bad: dict[str, Any]) -> None:
    valve, deal = valve_at(cast), deal_of(cast, amount="1 万")
    fine = {"product": valve, "quantity": Decimal(1)}
    with pytest.raises(ValidationError, match="2"):
        write_deal_lines(by=cast.seller, opportunity=deal, lines=[fine, {**fine, **bad}])
    deal.refresh_from_db()
    assert (deal.lines.count(), deal.worth) == (0, Money(1_000_000, "CNY"))


def test_lines_are_typed_and_pasted_on_the_page(cast: Cast, client: Client) -> None:
    valve_at(cast)
    deal = deal_of(cast)
    client.force_login(cast.seller)
    address = f"/opportunities/{deal.pk}/lines/"
    assert f"/opportunities/{deal.pk}/quotes/" in client.get(deal.get_absolute_url()).content.decode()
    assert client.post(address, {"product": "gv-200", "quantity": "3"}).status_code == 302
    refused = client.post(address, {"pasted": "GV-200\t2\n没有\t1"})
    assert (refused.status_code, "没有" in refused.content.decode()) == (422, True)
    client.post(address, {"pasted": "编码\t数量\nGV-200\t2\n运费\t1\t次\t800"})
    page = client.get(deal.get_absolute_url()).content.decode()
    assert ("¥26,800" in page, deal.lines.count()) == (True, 3)
    line = deal.lines.order_by("place")[0]
    client.post(f"{address}{line.pk}/", {"quantity": "1", "price": "5000", "discount": "0"})
    client.post(f"{address}{line.pk}/", {"remove": "1"})
    made = client.post(f"/opportunities/{deal.pk}/quotes/")
    quoted = client.get(made["Location"]).content.decode()
    assert ("11,200" in quoted, f'href="{deal.get_absolute_url()}"' in quoted) == (True, True)
    client.force_login(cast.south)
    assert client.post(address, {"product": "gv-200", "quantity": "3"}).status_code == 404
