"""A special price, from the phone of a salesperson to an order that uses it up."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.access.models import Role
from tongxin.collab.approvals.actions import AskedAlready, answer, start_approval
from tongxin.collab.approvals.models import Approval
from tongxin.directory.activities.queries.timeline import timeline
from tongxin.directory.catalogue.actions import AgreementExceeded, add_product, set_price, use_agreed
from tongxin.directory.catalogue.models import AgreedPrice
from tongxin.directory.catalogue.queries import find_price
from tongxin.directory.parties.actions import change_party, change_roles
from tongxin.frontoffice.orders.actions import set_credit_limit
from tongxin.frontoffice.pipeline.actions import open_opportunity
from tongxin.frontoffice.quotes.actions import ask_for_lines, ask_special_price, send_quote, start_quote, wanted_price
from tongxin.frontoffice.quotes.models import Quote, SpecialPrice
from tongxin.frontoffice.quotes.queries.trust import told_of
from tongxin.frontoffice.quotes.tests.test_thin_line import firm_of, valve_at
from tongxin.frontoffice.targets.actions import Wanted, set_targets
from tongxin.frontoffice.targets.models import Target
from tongxin.frontoffice.targets.queries import Period, attainments
from tongxin.frontoffice.targets.templatetags.goals import gap_words


def asked(cast: Cast, price: str = "4,700", **more: Any) -> tuple[SpecialPrice, Approval]:
    until = now().date() + timedelta(days=30)
    plain = {
        "price": price,
        "quantity": 120,
        "until_on": until,
        "reason": "competitor",
        "why": "对手报 4,150",
        "competitor": "凯阀",
    }
    return ask_special_price(**{"by": cast.seller, **plain, **more})


def test_a_line_gets_its_price_and_an_order_uses_it_up(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast, cost="2,000"), firm_of(cast)
    quote = start_quote(by=cast.seller, party=firm, lines=[{"product": valve, "quantity": 120, "price": "4,700"}])
    _one, approval = asked(cast, party=firm, product=valve, line=quote.lines.get())
    with pytest.raises(ValidationError, match="在决定"):
        asked(cast, "4,600", party=firm, product=valve, line=quote.lines.get())
    client.force_login(cast.seller)
    shown = client.get(quote.get_absolute_url()).content.decode()
    assert ("审批中" in shown, "/special-prices/new/?line=" in shown) == (True, False)
    assert (approval.facts["discount"], approval.facts["given"], approval.facts["amount"]) == (
        "90.38",
        "60000.00",
        "564000.00",
    )
    assert [row.person for row in approval.holders.open()] == [cast.manager]
    client.force_login(cast.manager)
    beside = client.get(approval.get_absolute_url()).content.decode().partition('class="beside"')[2]
    for words in (f"报价 {quote.called} 改成批价", "近 12 个月没有订单", f'href="{firm.get_absolute_url()}"'):
        assert words in beside
    answer(by=cast.manager, approval=approval, deed="agree")
    agreed = AgreedPrice.objects.get()
    assert (agreed.money, agreed.left, SpecialPrice.objects.get().state) == (Money(470_000, "CNY"), 120, "agreed")
    assert find_price(cast.seller, product=valve, quantity=100, party=firm).price == Money(470_000, "CNY")
    assert send_quote(by=cast.seller, quote=quote).total == Money(56_400_000, "CNY")
    use_agreed(by=cast.seller, agreed=agreed, quantity=100, line=Subject("order_line", 1))
    with pytest.raises(AgreementExceeded, match="20"):
        use_agreed(by=cast.seller, agreed=agreed, quantity=21, line=Subject("order_line", 2))
    told = [item.sentence for item in timeline(cast.seller, firm, group=None, cursor="", size=30).items]
    assert sum("¥4,700" in one for one in told) >= 2


def test_a_counter_price_is_taken_with_one_tap(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    _one, approval = asked(cast, party=firm, product=valve)
    answer(by=cast.manager, approval=approval, deed="counter", values={"price": "4784"}, reason="92 折可以")
    answer(by=cast.seller, approval=approval, deed="accept")
    approval.refresh_from_db()
    assert (approval.status, approval.facts["discount"]) == ("agreed", "92.00")
    assert AgreedPrice.objects.get().money == Money(478_400, "CNY")


@pytest.mark.parametrize(
    ("price", "cost", "first"),
    [
        ("5,000", "2,000", ""),
        ("5,000", "3,900", "low_region"),
        ("4,800", "2,000", "region"),
        ("4,600", "2,000", "mid_region"),
        ("4,300", "2,000", "low_region"),
        ("4,300", "3,800", "deep_region"),
        ("4,800", "", "region"),
    ],
)
def test_the_table_leads_the_way(cast: Cast, price: str, cost: str, first: str) -> None:
    valve, firm = valve_at(cast, cost=cost), firm_of(cast)
    _one, approval = asked(cast, price, party=firm, product=valve)
    assert [row.node for row in approval.holders.open()] == ([first] if first else [])
    assert approval.status == ("running" if first else "agreed")


def test_a_better_version_goes_the_short_way_and_ends_the_one_before(cast: Cast) -> None:
    valve, firm = valve_at(cast, cost="2,000"), firm_of(cast)
    one, approval = asked(cast, "4,300", party=firm, product=valve)
    while approval.status == "running":
        answer(by=approval.holders.open().first().person, approval=approval, deed="agree")
        approval.refresh_from_db()
    one.refresh_from_db()
    again, shorter = asked(cast, "4,400", party=firm, product=valve, quantity=100, before=one)
    assert [row.node for row in shorter.holders.open()] == ["better"]
    answer(by=cast.manager, approval=shorter, deed="agree")
    assert AgreedPrice.objects.get(ended_at=None).money == Money(440_000, "CNY")
    assert AgreedPrice.objects.exclude(ended_at=None).get() == one.agreed
    assert again.before == one


def test_refused_leaves_everything_as_it_was(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    _one, approval = asked(cast, party=firm, product=valve)
    with pytest.raises(AskedAlready):
        _again(cast, approval)
    answer(by=cast.manager, approval=approval, deed="refuse", reason="先收逾期款")
    assert (SpecialPrice.objects.get().state, AgreedPrice.objects.count()) == ("refused", 0)


def _again(cast: Cast, approval: Approval) -> None:
    typed = {name: approval.facts[name] for name in ("price", "quantity", "until", "reason", "why")}
    start_approval(by=cast.seller, flow=approval.version.flow, title="x", facts=typed, subject=approval.subject)


def test_the_margin_is_for_those_who_may_see_the_cost(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast, cost="3,560"), firm_of(cast)
    change_party(by=cast.seller, party=firm, tier="A")
    Role.objects.filter(name="只看自己").update(
        fields={"product": {"cost": "hidden", "floor": "hidden"}, "party": {"tier": "hidden"}}
    )
    _one, approval = asked(cast, party=firm, product=valve)
    tier = '<span class="tag">A</span>'
    client.force_login(cast.manager)
    page = client.get(approval.get_absolute_url()).content.decode()
    assert ("3,560" in page, "14.4" in page, tier in page) == (True, True, True)
    client.force_login(cast.seller)
    page = client.get(approval.get_absolute_url()).content.decode()
    assert ("¥4,700" in page, "3,560" in page, "14.4" in page, tier in page) == (True, False, False, False)


def test_asking_on_the_phone_and_for_a_colleague(cast: Cast, client: Client) -> None:
    valve_at(cast)
    firm_of(cast)
    client.force_login(cast.seller)
    until = (now().date() + timedelta(days=30)).isoformat()
    typed = {"customer": "恒润", "product": "GV-200", "quantity": "120", "price": "4700", "until_on": until, "reason": "competitor", "why": "马总点名要我们", "competitor": "凯阀"}  # fmt: skip
    assert client.get("/special-prices/new/").status_code == 200
    answer = client.post("/special-prices/new/", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert Approval.objects.get().initiator == cast.seller
    for bad in (
        {"price": "5300"},
        {"price": "-1"},
        {"quantity": "0"},
        {"until_on": "2020-01-01"},
        {"customer": "没有"},
    ):
        assert client.post("/special-prices/new/", {**typed, **bad}).status_code == 422
    assert SpecialPrice.objects.count() == 1


def test_deep_prices_need_a_competitor_named(cast: Cast) -> None:
    valve, firm = valve_at(cast, cost="3,800"), firm_of(cast)
    with pytest.raises(ValidationError):
        asked(cast, "4,300", party=firm, product=valve, competitor="")
    assert SpecialPrice.objects.count() == 0


def test_a_share_of_the_list_price_is_a_price_too(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    for typed, minor in (("92 %", 478_400), ("92折", 478_400), ("9.2折", 478_400), ("4,784", 478_400)):
        assert wanted_price(typed, "CNY", Money(520_000, "CNY")) == Money(minor, "CNY")
    for bad in ("0 %", "100 %", "120 %", "-5 %", "x 折"):
        with pytest.raises(ValidationError):
            wanted_price(bad, "CNY", Money(520_000, "CNY"))
    one, _approval = asked(cast, "92 %", party=firm, product=valve)
    assert one.price == Money(478_400, "CNY")
    client.force_login(cast.seller)
    typed = {"customer": "恒润", "product": "GV-200", "quantity": "120", "price": "92折"}
    piece = client.get("/special-prices/figures/", typed).content.decode()
    assert all(word in piece for word in ("¥5,200", "¥4,784", "92.0", "¥574,080", "¥49,920"))
    Role.objects.filter(name="只看自己").update(fields={"quote": {"given_away": "hidden"}})
    piece = client.get("/special-prices/figures/", typed).content.decode()
    assert ("¥574,080" in piece, "¥49,920" in piece, "92.0" in piece) == (True, False, False)
    assert client.get("/special-prices/figures/", {**typed, "quantity": "-1"}).status_code == 200


def test_what_was_agreed_is_extended_by_asking_again(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    _one, approval = asked(cast, party=firm, product=valve)
    answer(by=cast.manager, approval=approval, deed="agree")
    agreed = AgreedPrice.objects.get()
    client.force_login(cast.seller)
    address = f"/special-prices/new/?agreed={agreed.pk}"
    assert "4700" in client.get(address).content.decode()
    until = (now().date() + timedelta(days=60)).isoformat()
    typed = {"customer": "恒润", "product": "GV-200", "quantity": "200", "price": "4700", "until_on": until, "reason": "keep", "why": "用完了"}  # fmt: skip
    assert client.post(address, typed).status_code == 302
    again = SpecialPrice.objects.latest("pk")
    assert (again.before, again.state) == (SpecialPrice.objects.earliest("pk"), "asked")
    approval = Approval.objects.latest("pk")
    assert approval.facts["agreed_price"] == "4700.00"
    while approval.status == "running":
        answer(by=approval.holders.open().first().person, approval=approval, deed="agree")
        approval.refresh_from_db()
    assert AgreedPrice.objects.standing().get().quantity == 200


def two_products(cast: Cast) -> Quote:
    """A quote of valves and seals, both below their list prices, and freight."""
    valve = valve_at(cast, cost="3,560")
    seal = add_product(by=cast.boss, code="S-200", name="密封件", unit="套", cost="60")
    set_price(by=cast.boss, price_list=valve.prices.get().price_list, product=seal, price="160")
    lines = [
        {"product": valve, "quantity": 100, "price": "4,700"}, {"product": seal, "quantity": 100, "price": "150"},
        {"text": "运费", "price": "800"},
    ]  # fmt: skip
    return start_quote(by=cast.seller, party=firm_of(cast), lines=lines)


def test_several_products_are_decided_as_one(cast: Cast, client: Client) -> None:
    quote = two_products(cast)
    client.force_login(cast.seller)
    page = client.get(quote.get_absolute_url()).content.decode()
    assert f"?quote={quote.pk}" in page
    typed = {"until_on": quote.valid_until.isoformat(), "reason": "volume", "why": "一条线一起换"}
    address = f"/special-prices/new/?quote={quote.pk}"
    assert "密封件" in client.get(address).content.decode()
    assert client.post(address, typed).status_code == 302
    approval = Approval.objects.get()
    facts = {name: approval.facts[name] for name in ("price", "listed", "discount", "given")}
    assert facts == {"price": "485000.00", "listed": "536000.00", "discount": "90.49", "given": "51000.00"}
    assert f"?quote={quote.pk}" not in client.get(quote.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError):
        ask_for_lines(by=cast.seller, quote=quote, until_on=quote.valid_until, reason="volume", why="x")
    client.force_login(cast.manager)
    page = client.get(approval.get_absolute_url()).content.decode()
    assert all(words in page for words in ("密封件", "¥485,000", "¥536,000", "¥362,000"))
    trial = f"/special-prices/{SpecialPrice.objects.get(leader=None).pk}/trial/?price="
    for typed, price, given in (("509250", "¥509,250", "5.0 %"), ("92%", "¥493,120", "8.0 %")):
        shown = client.get(trial + quote_plus(typed)).content.decode()
        assert (price in shown, given in shown) == (True, True), shown
    answer(by=cast.manager, approval=approval, deed="counter", values={"price": "509250"}, reason="让一半")
    answer(by=cast.seller, approval=approval, deed="accept")
    prices = [(line.minor, line.needs_decision, line.agreed is None) for line in quote.lines.all()]
    assert prices == [(493_500, False, False), (15_750, False, False), (80_000, False, True)]
    assert {one.money.minor for one in AgreedPrice.objects.all()} == {493_500, 15_750}
    assert send_quote(by=cast.seller, quote=quote).total == Money(51_005_000, "CNY")
    other = SpecialPrice.objects.latest("pk")
    assert (other.state, client.get(other.get_absolute_url()).headers["Location"]) == (
        "agreed",
        approval.get_absolute_url(),
    )


def test_credit_allowance_and_registration_are_worked_out(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    set_credit_limit(by=cast.boss, party=firm, limit="60万")
    year = Period(date(now().year - 1, 1, 1), date(now().year + 2, 1, 1))
    set_targets(by=cast.boss, measure="given_away", wanted=[Wanted(year, "10万", unit=cast.east)])
    _one, approval = asked(cast, party=firm, product=valve)
    told = {"allowance": "100000.00", "credit": "600000.00"}
    assert {name: approval.facts.get(name) for name in (*told, "over_credit", "over_allowance")} == {
        **told, "over_credit": None, "over_allowance": None,
    }  # fmt: skip
    answer(by=cast.manager, approval=approval, deed="agree")
    left = attainments(Target.objects.all(), now().date())[0]
    assert (left.done, left.is_behind, gap_words(left)) == (6_000_000, False, "还剩 ¥4 万")
    change_roles(by=cast.seller, party=firm, roles=["dealer"])
    with pytest.raises(ValidationError, match="报备"):
        asked(cast, "4,700", party=firm, product=valve, quantity=130, project="2 号线改造")
    open_opportunity(by=cast.seller, name="2 号线改造", party=firm)
    _one, approval = asked(cast, "4,690", party=firm, product=valve, quantity=130, project="2 号线改造")
    names = ("allowance", "over_allowance", "over_credit", "registered", "dealer_project")
    assert [approval.facts.get(name) for name in names] == ["40000.00", "✓", "✓", "✓", "✓"]


def test_a_manager_sees_what_became_of_special_prices(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    for price in ("4,700", "4,600", "4,500"):
        _one, approval = asked(cast, price, party=firm, product=valve)
        while approval.status == "running" and price != "4,500":
            answer(by=approval.holders.open().first().person, approval=approval, deed="agree")
            approval.refresh_from_db()
    use_agreed(by=cast.seller, agreed=AgreedPrice.objects.get(minor=460_000), quantity=5, line=Subject("order_line", 1))
    year = timezone.localdate(now()).year
    rows, whole = told_of(cast.manager, year=year, currency="CNY", by="person")
    assert [(one.name, one.asked, one.agreed, one.used, one.unused) for one in rows] == [("李薇", 3, 2, 1, 1)]
    assert (whole.given, whole.idle, whole.won_share) == (Money(13_200_000, "CNY"), Money(6_000_000, "CNY"), 50)
    assert told_of(cast.south, year=year, currency="CNY", by="product")[1].asked == 0
    client.force_login(cast.manager)
    assert "¥132,000" in client.get("/special-prices/report/").content.decode()
    Role.objects.filter(name="只看自己").update(fields={"quote": {"given_away": "hidden"}})
    client.force_login(cast.seller)
    page = client.get("/special-prices/report/?by=product").content.decode()
    assert ("DN200" in page, "¥132,000" in page) == (True, False)
