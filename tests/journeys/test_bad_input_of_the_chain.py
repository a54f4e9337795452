"""What may come in wrongly between a deal and its order gets clear words at every door, and nothing is lost."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.directory.catalogue.actions import add_product, save_price_list, set_price, withdraw_product
from tongxin.directory.parties.actions import create_party
from tongxin.frontoffice.contracts.actions import start_contract
from tongxin.frontoffice.orders.actions import set_credit_limit, start_order
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.pipeline.models import Opportunity, Stage
from tongxin.frontoffice.quotes.actions import start_quote

# What is typed into a new line, and a word of why it can't be.
BAD = (
    ({"quantity": "-3"}, "数量要大于零"),
    ({"quantity": "0"}, "数量要大于零"),
    ({"price": "-5"}, "价格不能低于零"),
    ({"discount": "120"}, "折扣要在 0 到 100% 之间"),
    ({"unit": "箱"}, "一箱"),
    ({"price": "5 USD"}, "这是 USD"),
    ({"product": "旧阀"}, "旧阀 已停售"),
)
SOME = {"orders": BAD[2:4], "contracts": BAD[3:5], "opportunities": [BAD[0], BAD[6]]}


@pytest.fixture
def documents(cast: Cast, client: Client) -> dict[str, object]:
    """One of each with nothing in it, and what can be typed into them."""
    valve = add_product(by=cast.boss, code="GV-200", name="闸阀", unit="台")
    old = add_product(by=cast.boss, code="旧阀", name="旧阀", unit="台")
    prices = save_price_list(by=cast.boss, name="目录价")
    for one in (valve, old):
        set_price(by=cast.boss, price_list=prices, product=one, price="5,000")
    withdraw_product(by=cast.boss, product=old)
    firm = create_party(by=cast.seller, name="恒润")
    client.force_login(cast.seller)
    return {
        "quotes": start_quote(by=cast.seller, party=firm),
        "orders": start_order(by=cast.seller, party=firm),
        "contracts": start_contract(by=cast.seller, party=firm, amount="1万"),
        "opportunities": open_opportunity(by=cast.seller, name="闸阀", party=firm),
    }


def test_a_line_that_cannot_be_is_refused_in_words_on_every_document(documents: dict, client: Client) -> None:
    for name, one in documents.items():
        for typed, word in BAD if name == "quotes" else SOME[name]:
            sent = {"product": "GV-200", "quantity": "1", "unit": "", "price": "", "discount": "", **typed}
            answer = client.post(f"/{name}/{one.pk}/lines/", sent)
            page = answer.content.decode()
            assert (answer.status_code, one.lines.count(), word in page) == (422, 0, True), (name, typed)
            assert f'value="{next(iter(typed.values()))}"' in page, (name, typed, "what was typed stands there still")
            assert "aria-invalid" in page or "unit" in typed, (name, typed, "beside the field")


def test_an_order_over_credit_waits_and_says_how_much(cast: Cast, documents: dict, client: Client) -> None:
    order = documents["orders"]
    set_credit_limit(by=cast.boss, party=order.party, limit="1万")
    client.post(f"/orders/{order.pk}/lines/", {"product": "GV-200", "quantity": "10"})
    day = timezone.localdate(now()).isoformat()
    client.post(f"/orders/{order.pk}/facts/", {"wanted_on": day, "title": "急"})
    refused = client.post(f"/orders/{order.pk}/confirmation/")
    order.refresh_from_db()
    assert (refused.status_code, "信用" in refused.content.decode(), order.state) == (422, True, "draft")
    assert order.lines.count() == 1


def test_of_two_who_win_the_same_deal_the_second_is_told_and_one_win_counts(cast: Cast, documents: dict, client: Client) -> None:  # fmt: skip
    deal = documents["opportunities"]
    other = Client()
    other.force_login(cast.boss)
    for one in (client, other):
        assert "赢" in one.get(deal.get_absolute_url()).content.decode()
    first, second = (
        one.post(f"/opportunities/{deal.pk}/win/", {"amount": "30万"}, follow=True) for one in (client, other)
    )
    assert (first.status_code, Opportunity.objects.get(pk=deal.pk).amount) == (200, 30_000_000)
    assert (second.status_code, "同事已经把它赢下来了" in second.content.decode()) == (403, True)


def test_a_stage_goes_only_with_a_place_for_its_deals(cast: Cast, documents: dict, client: Client) -> None:
    deal, boss = documents["opportunities"], Client()
    boss.force_login(cast.boss)
    stage = deal.stage
    page = boss.post(f"/settings/stages/{stage.pk}/retirement/", {}, follow=True)
    assert Stage.objects.get(pk=stage.pk).retired_at is None
    assert Opportunity.objects.get(pk=deal.pk).stage == stage, page.status_code
