"""A discount on the lines of a quote: as people say it, to the cent, and on the way to the order."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.money import Money
from tongxin.collab.access.models import Role
from tongxin.directory.catalogue.queries import pasted_lines
from tongxin.frontoffice.orders.models import Order
from tongxin.frontoffice.quotes.actions import (
    ask_for_lines,
    change_quote,
    copy_quote,
    order_quote,
    send_quote,
    start_quote,
)
from tongxin.frontoffice.quotes.models import Quote
from tongxin.frontoffice.quotes.queries.sheets import sheet_of
from tongxin.frontoffice.quotes.tests.test_thin_line import firm_of, valve_at


def begun(cast: Cast, *lines: dict) -> Quote:
    return start_quote(by=cast.seller, party=firm_of(cast), title="2 号线", lines=lines)


def test_a_discount_is_typed_and_shows_what_it_costs(cast: Cast, client: Client) -> None:
    valve_at(cast, "3.55")
    quote = begun(cast)
    client.force_login(cast.seller)
    for typed in ("92折", "¥0.3"):
        sent = {"product": "GV-200", "quantity": "10000", "price": "", "discount": typed}
        assert client.post(f"/quotes/{quote.pk}/lines/", sent).status_code == 302
    share, amount = quote.lines.all()
    assert (share.minor, share.discount, share.amount) == (355, 8, Money(3_266_000, "CNY"))
    assert (amount.minor, amount.discount, amount.amount) == (325, 0, Money(3_250_000, "CNY"))
    quote.refresh_from_db()
    assert quote.lost == share.given_away + amount.given_away == Money(284_000 + 300_000, "CNY")
    page = client.get(quote.get_absolute_url()).content.decode()
    assert all(said in page for said in ("¥2,840", "¥3,000", "¥5,840", 'value="8%"', "(8.45%)"))


def test_a_refused_discount_stands_beside_its_field(cast: Cast, client: Client) -> None:
    quote = begun(cast, {"product": valve_at(cast), "discount": "5%"})
    line = quote.lines.get()
    client.force_login(cast.seller)
    for wrong, word in (
        ("120%", "折扣要在 0 到 100% 之间"),
        ("-5%", "折扣要在 0 到 100% 之间"),
        ("¥5,201", "不能超过价格本身"),
    ):
        typed = {"quantity": "7", "price": "5200", "discount": wrong}
        answer = client.post(f"/quotes/{quote.pk}/lines/{line.pk}/", typed)
        page = answer.content.decode()
        assert (answer.status_code, page.count(word)) == (422, 2), wrong
        assert all(said in page for said in (f'value="{wrong}"', 'aria-describedby="line-discount-error"', 'value="7"'))
    line.refresh_from_db()
    assert (line.quantity, line.discount) == (1, 5)


def test_who_may_not_see_what_is_given_away_sees_the_price_that_is_left(cast: Cast, client: Client) -> None:
    quote = begun(cast, {"text": "阀", "price": "3.55", "quantity": 100, "discount": "8"})
    Role.objects.filter(name="只看自己").update(fields={"quote": {"given_away": "hidden"}})
    client.force_login(cast.seller)
    page = client.get(quote.get_absolute_url()).content.decode()
    assert 'value="¥3.266"' in page
    assert not [said for said in ("¥3.55", 'name="discount"', "让利 ¥", "<dt>让利") if said in page]
    line, address = quote.lines.get(), f"/quotes/{quote.pk}/lines/{quote.lines.get().pk}/"
    client.post(address, {"quantity": "200", "price": "¥3.266", "discount": "50%"})
    line.refresh_from_db()
    assert (line.quantity, line.minor, line.discount, line.gross) == (200, 355, 8, 65_320), (
        "nothing but the quantity is another"
    )
    client.post(address, {"quantity": "200", "price": "3"})
    line.refresh_from_db()
    assert (line.minor, line.discount) == (300, 0)


def test_papers_add_up_and_tell_of_a_discount_only_where_the_quote_says_so(cast: Cast) -> None:
    quote = begun(cast, {"text": "螺栓", "price": "3.55", "quantity": 10_000, "discount": "8"})
    plain = sheet_of(quote, person=None, language="zh-hans").lines[0]
    assert (plain.after_discount, plain.listed, plain.off) == (Decimal("326.6"), None, None)
    assert plain.after_discount * plain.quantity == plain.amount.minor
    change_quote(by=cast.seller, quote=quote, shows_discount=True)
    quote.refresh_from_db()
    shown = sheet_of(quote, person=None, language="zh-hans")
    assert (shown.lines[0].listed, shown.lines[0].off, shown.given) == (Money(355, "CNY"), 8, Money(284_000, "CNY"))


def test_a_discount_goes_on_to_the_order_and_not_into_a_copy(cast: Cast) -> None:
    quote = begun(cast, {"product": valve_at(cast), "quantity": 3, "price": "6000", "discount": "10"})
    send_quote(by=cast.seller, quote=quote)
    order = order_quote(by=cast.seller, quote=quote)
    assert (order.total, order.lines.get().discount) == (Money(1_620_000, "CNY"), 10)
    assert Order.objects.get().total == quote.total
    copied = copy_quote(by=cast.seller, quote=quote, party=quote.party).lines.get()
    assert (copied.minor, copied.discount) == (520_000, 0)


def test_a_special_price_is_asked_for_what_is_left(cast: Cast) -> None:
    quote = begun(cast, {"product": valve_at(cast, cost="2,000"), "quantity": 120, "discount": "92折"})
    one, approval = ask_for_lines(
        by=cast.seller, quote=quote, until_on=quote.valid_until, reason="volume", why="年度量大"
    )
    assert (one.minor, approval.facts["discount"], approval.facts["price"]) == (478_400, "92.00", "4784.00")


def test_discounts_are_pasted_and_a_bare_share_is_asked_about(cast: Cast) -> None:
    valve_at(cast)
    rows = pasted_lines(cast.seller, "GV-200\t2\t\t\t92折\nGV-200\t1\t台\t5000\t8%\nGV-200\t1\t\t\t¥200")
    quote = begun(cast, *rows)
    assert [(line.minor, line.discount) for line in quote.lines.all()] == [(520_000, 8), (500_000, 8), (500_000, 0)]
    for bare in ("0.92", ".08"):
        with pytest.raises(ValidationError, match="8%"):
            pasted_lines(cast.seller, f"GV-200\t2\t\t\t{bare}")
