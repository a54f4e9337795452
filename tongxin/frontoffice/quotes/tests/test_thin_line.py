"""From the first line of a quote to the customer's yes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.directory.catalogue.actions import add_product, save_price_list, set_price, withdraw_product
from tongxin.directory.catalogue.models import Product
from tongxin.directory.catalogue.queries import pasted_lines
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.quotes.actions import (
    AlreadySent,
    CannotAnswer,
    NeedsDecision,
    OrderedAlready,
    answer_quote,
    copy_quote,
    make_link,
    order_quote,
    quote_behind,
    revise_quote,
    revoke_links,
    send_quote,
    start_quote,
    write_line,
    write_lines,
)
from tongxin.frontoffice.quotes.models import Quote, QuoteLink


def valve_at(cast: Cast, price: str = "5,200", **more: Any) -> Product:
    one = add_product(by=cast.boss, code="GV-200", name="DN200 闸阀", unit="台", **more)
    prices = save_price_list(by=cast.boss, name="目录价")
    set_price(by=cast.boss, price_list=prices, product=one, price=price)
    return one


def firm_of(cast: Cast) -> Party:
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司", short_name="恒润精密")


def test_a_quote_goes_to_the_customer_who_accepts_it(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    quote = start_quote(by=cast.seller, party=firm, title="2 号线阀门", lines=[{"product": valve, "quantity": 120}])
    write_line(by=cast.seller, quote=quote, line={"text": "运费", "price": "800"})
    write_line(by=cast.seller, quote=quote, line={"product": valve, "quantity": 1, "is_option": True})
    quote.refresh_from_db()
    assert (quote.total, quote.lost, quote.state) == (Money(62_480_000, "CNY"), Money(0, "CNY"), "draft")
    send_quote(by=cast.seller, quote=quote)
    with pytest.raises(AlreadySent):
        write_line(by=cast.seller, quote=quote, line={"text": "x", "price": "1"})
    _link, key = make_link(by=cast.seller, quote=quote)
    page = client.get(f"/q/{key}/")
    assert ("624,800" in page.content.decode(), page["Referrer-Policy"]) == (True, "same-origin")
    client.post(f"/q/{key}/reading/", {"part": "terms"})
    seen = QuoteLink.objects.get()
    assert (seen.times, seen.furthest) == (1, "terms")
    assert client.post(f"/q/{key}/answer/", {"deed": "accept", "name": ""}).status_code == 422
    client.post(f"/q/{key}/answer/", {"deed": "accept", "name": "马总"})
    quote.refresh_from_db()
    assert (quote.state, quote.answered_by) == ("accepted", "马总")
    assert client.post(f"/q/{key}/answer/", {"deed": "decline", "name": "马总"}).status_code == 422
    assert Quote.objects.get(pk=quote.pk).state == "accepted"
    assert "马总" in client.get(f"/q/{key}/").content.decode()
    client.post(f"/q/{key}/answer/", {"deed": "ask", "text": "交期能提前吗"})
    client.force_login(cast.seller)
    page = client.get(quote.get_absolute_url()).content.decode()
    assert ("624,800" in page, "交期能提前吗" in page) == (True, True)
    assert "人民币陆拾贰万肆仟捌佰元整" in client.get(f"/quotes/{quote.pk}/sheet/").content.decode()
    assert quote.called in client.get(firm.get_absolute_url()).content.decode()
    client.force_login(cast.south)
    assert client.get(quote.get_absolute_url()).status_code == 404


def test_a_link_shows_one_quote_while_it_holds(cast: Cast, client: Client) -> None:
    quote = start_quote(by=cast.seller, party=firm_of(cast), lines=[{"text": "培训", "price": "100"}])
    with pytest.raises(ValidationError):
        make_link(by=cast.seller, quote=quote)
    send_quote(by=cast.seller, quote=quote)
    link, key = make_link(by=cast.seller, quote=quote)
    assert key not in link.digest
    assert client.get("/q/anything/").status_code == 404
    assert client.get(f"/quotes/{quote.pk}/").status_code == 302
    assert quote_behind(key, link.expires_at + timedelta(seconds=1)) is None
    revoke_links(by=cast.seller, quote=quote)
    assert client.get(f"/q/{key}/").status_code == 404


def test_what_is_over_while_accept_is_pressed_orders_nothing(cast: Cast, client: Client) -> None:
    quote = start_quote(by=cast.seller, party=firm_of(cast), lines=[{"text": "培训", "price": "100"}])
    send_quote(by=cast.seller, quote=quote)
    link, key = make_link(by=cast.seller, quote=quote)
    Quote.objects.filter(pk=quote.pk).update(valid_until=now().date() - timedelta(days=1))
    answer = client.post(f"/q/{key}/answer/", {"deed": "accept", "name": "马总"})
    assert (answer.status_code, Quote.objects.get().state) == (422, "sent")
    with pytest.raises(CannotAnswer):
        answer_quote(link=link, is_accepted=True, name="马总")


def test_a_price_that_was_given_never_changes_when_a_list_does(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    quote = start_quote(by=cast.seller, party=firm, lines=[{"product": valve, "quantity": 10}])
    prices = valve.prices.get().price_list
    set_price(by=cast.boss, price_list=prices, product=valve, price="9,999")
    write_line(by=cast.seller, quote=quote, line={"text": "运费", "price": "1"})
    send_quote(by=cast.seller, quote=quote)
    again = revise_quote(by=cast.seller, quote=Quote.objects.get(pk=quote.pk))
    assert [line.minor for line in again.lines.all()] == [520_000, 100]
    assert (again.called, Quote.objects.get(pk=quote.pk).state) == (f"{quote.number}-2", "replaced")
    copied = copy_quote(by=cast.seller, quote=again, party=firm)
    assert [line.minor for line in copied.lines.all()] == [999_900, 100]


def test_a_price_below_the_list_waits_for_a_decision(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    quote = start_quote(by=cast.seller, party=firm, lines=[{"product": valve, "quantity": 120, "price": "4,180"}])
    assert quote.lost == quote.lines.get().given_away == Money(12_240_000, "CNY")
    with pytest.raises(NeedsDecision):
        send_quote(by=cast.seller, quote=quote)
    withdraw_product(by=cast.boss, product=valve)
    line = quote.lines.get()
    line.minor = line.found
    line.save()
    with pytest.raises(ValidationError, match="DN200"):
        send_quote(by=cast.seller, quote=quote)


def test_rows_are_pasted_all_or_none(cast: Cast) -> None:
    valve_at(cast)
    quote = start_quote(by=cast.seller, party=firm_of(cast))
    rows = pasted_lines(cast.seller, "编码\t数量\nGV-200\t20\t台\nDN200 闸阀\t5\n运费\t1\t次\t800\n")
    assert write_lines(by=cast.seller, quote=quote, lines=rows) == 3
    for bad in ("GV-200\t0", "GV-200\t-3", "GV-200\tmany", "没有\t3", "GV-200", "GV-200\t1\t箱", "GV-200\t1\t台\t-5", "GV-200\t1\t台\t5 USD"):  # fmt: skip
        with pytest.raises(ValidationError):
            write_lines(by=cast.seller, quote=quote, lines=pasted_lines(cast.seller, f"GV-200\t1\n{bad}"))
    assert quote.lines.count() == 3
    with pytest.raises(ValidationError) as told:
        pasted_lines(cast.seller, "没有\t3\nGV-200\t1\nGV-200\t0\nGV-200")
    assert [one[:5] for one in told.value.messages] == ["第 1 行", "第 3 行", "第 4 行"]


def test_a_quote_becomes_one_order_in_one_step(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    quote = start_quote(by=cast.seller, party=firm, title="2 号线", lines=[{"product": valve, "quantity": 120}])
    write_line(by=cast.seller, quote=quote, line={"product": valve, "quantity": 1, "is_option": True})
    with pytest.raises(ValidationError):
        order_quote(by=cast.seller, quote=quote)
    send_quote(by=cast.seller, quote=quote)
    set_price(by=cast.boss, price_list=valve.prices.get().price_list, product=valve, price="9,999")
    client.force_login(cast.seller)
    answer = client.post(f"/quotes/{quote.pk}/orders/")
    order = Order.objects.get()
    assert answer["Location"] == order.get_absolute_url()
    assert (order.total, order.title, order.lines.count()) == (Money(62_400_000, "CNY"), "2 号线", 1)
    with pytest.raises(OrderedAlready):
        order_quote(by=cast.seller, quote=quote)
    assert client.post(f"/quotes/{quote.pk}/orders/")["Location"] == order.get_absolute_url()
    late = start_quote(by=cast.seller, party=firm, lines=[{"text": "培训", "price": "100"}])
    send_quote(by=cast.seller, quote=late)
    Quote.objects.filter(pk=late.pk).update(valid_until=now().date() - timedelta(days=1))
    with pytest.raises(ValidationError):
        order_quote(by=cast.seller, quote=late)


def test_what_is_withdrawn_while_quoted_stays_until_somebody_changes_it(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    quote = start_quote(by=cast.seller, party=firm, lines=[{"product": valve, "quantity": 120}])
    line = quote.lines.get()
    withdraw_product(by=cast.boss, product=valve)
    client.force_login(cast.seller)
    assert "停售" in client.get(quote.get_absolute_url()).content.decode()
    client.post(f"/quotes/{quote.pk}/lines/{line.pk}/", {"quantity": "100", "price": "4700"})
    line.refresh_from_db()
    assert (line.quantity, line.minor, line.needs_decision) == (100, 470_000, True)
    with pytest.raises(ValidationError, match="DN200"):
        write_line(by=cast.seller, quote=quote, line={"product": Product.objects.get(), "quantity": 1})
    with pytest.raises(ValidationError, match="DN200"):
        send_quote(by=cast.seller, quote=quote)
    client.post(f"/quotes/{quote.pk}/lines/{line.pk}/", {"remove": "1"})
    assert quote.lines.count() == 0
