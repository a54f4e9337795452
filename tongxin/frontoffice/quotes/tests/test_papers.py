"""A quote on paper: for us, for the customer, in both languages, and never what it costs us."""

import pytest
from django.test import Client

from tests.cast import Cast
from tongxin.collab.access.models import Role
from tongxin.collab.org.actions import change_company
from tongxin.directory.catalogue.actions import change_product
from tongxin.frontoffice.quotes.actions import change_quote, make_link, send_quote, start_quote
from tongxin.frontoffice.quotes.models import Quote
from tongxin.frontoffice.quotes.queries.sheets import sheet_of
from tongxin.frontoffice.quotes.tests.test_thin_line import firm_of, valve_at


def offered(cast: Cast) -> Quote:
    valve, firm = valve_at(cast, cost="2,000", floor="3,000"), firm_of(cast)
    change_product(by=cast.boss, product=valve, english_name="Gate valve DN200")
    lines = [
        {"product": valve, "quantity": 10},
        {"text": "运费", "price": "800"},
        {"product": valve, "is_option": True},
    ]
    quote = start_quote(by=cast.seller, party=firm, title="2 号线", terms="款到发货", lines=lines)
    line = quote.lines.earliest("place")
    line.listed = 600_000  # the list has come down since
    line.save()
    Quote.objects.filter(pk=quote.pk).update(given_away=800_000)
    return Quote.objects.get(pk=quote.pk)


def test_paper_says_what_the_customer_may_know(cast: Cast) -> None:
    change_company(by=cast.boss, letterhead={"english_name": "Hengxin Valves", "address": "苏州市工业园区 1 号"})
    quote = offered(cast)
    plain = sheet_of(quote, person=None, language="zh-hans")
    assert (plain.given, plain.has_discounts, plain.capitals) == (None, False, "人民币伍万贰仟捌佰元整")
    assert (plain.firm, len(plain.lines), len(plain.options)) == ("恒信阀门有限公司", 2, 1)
    change_quote(by=cast.seller, quote=quote, shows_discount=True)
    Quote.objects.filter(pk=quote.pk).update(given_away=800_000)
    quote.refresh_from_db()
    shown = sheet_of(quote, person=None, language="en")
    assert (str(shown.given), str(shown.lines[0].listed), shown.capitals) == ("8000.00 CNY", "6000.00 CNY", "")
    assert (shown.firm, shown.lines[0].text, shown.lines[1].text) == ("Hengxin Valves", "Gate valve DN200", "运费")
    Role.objects.filter(name="只看自己").update(fields={"quote": {"given_away": "hidden"}})
    cast.seller.refresh_from_db()
    closed = sheet_of(quote, person=type(cast.seller).objects.get(pk=cast.seller.pk), language="en")
    assert (closed.given, closed.has_discounts) == (None, False)


@pytest.mark.alike
def test_pdf_for_us_and_for_the_customer(cast: Cast, client: Client) -> None:
    quote = offered(cast)
    client.force_login(cast.seller)
    page = client.get(f"/quotes/{quote.pk}/pdf/?language=zh-hans")
    assert (page["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    send_quote(by=cast.seller, quote=quote)
    _link, key = make_link(by=cast.seller, quote=quote)
    client.force_login(cast.south)
    assert client.get(f"/quotes/{quote.pk}/pdf/").status_code == 404
    client.logout()
    page = client.get(f"/q/{key}/pdf/?language=en")
    assert (page.content[:5], page["Referrer-Policy"], page["Cache-Control"]) == (b"%PDF-", "no-referrer", "no-store")
    assert client.get("/q/none/pdf/").status_code == 404
