"""An order from the first line to the last delivery."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.base.money import Money
from tongxin.base.registries import RowRefused
from tongxin.collab.approvals.actions import answer
from tongxin.collab.search.queries import matching
from tongxin.directory.activities.queries.timeline import timeline
from tongxin.directory.catalogue.actions import (
    AgreementExceeded,
    add_product,
    agree_price,
    save_price_list,
    set_price,
    withdraw_product,
)
from tongxin.directory.catalogue.models import AgreedPrice, Product
from tongxin.directory.catalogue.queries import changed_line
from tongxin.directory.parties.actions import create_party
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import (
    AlreadyConfirmed,
    MayNotLend,
    NotComplete,
    NotYours,
    OverCredit,
    amend_order,
    cancel_order,
    change_order,
    confirm_order,
    note_delivered,
    note_received,
    repeat_order,
    set_credit_limit,
    set_pattern,
    start_order,
    write_line,
)
from tongxin.frontoffice.orders.actions.importing import draft
from tongxin.frontoffice.orders.actions.writing import count_all
from tongxin.frontoffice.orders.models import CreditLimit, Order
from tongxin.frontoffice.orders.queries import used_credit, usual_basket

SOON = timedelta(days=10)


def valve_at(cast: Cast, price: str = "5,200") -> Product:
    one = add_product(by=cast.boss, code="GV-200", name="DN200 闸阀", unit="台")
    set_price(by=cast.boss, price_list=save_price_list(by=cast.boss, name="目录价"), product=one, price=price)
    return one


def firm_of(cast: Cast) -> Party:
    return create_party(by=cast.seller, name="苏州恒润精密机械有限公司")


def order_of(cast: Cast, valve: Product, firm: Party, quantity: Any = 10, **more: Any) -> Order:
    lines = [{"product": valve, "quantity": quantity}]
    return start_order(by=cast.seller, party=firm, lines=lines, wanted_on=now().date() + SOON, **more)


def agreed_with(cast: Cast, valve: Product, firm: Party, quantity: int = 100) -> AgreedPrice:
    until = now().date() + timedelta(days=30)
    return agree_price(
        by=cast.boss, party=firm, product=valve, price=Money(470_000, "CNY"), quantity=quantity, until_on=until
    )


def left(agreed: AgreedPrice) -> int:
    return int(AgreedPrice.objects.get(pk=agreed.pk).left)


def test_orders_counted_together_come_to_what_each_comes_to_alone(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    orders = [order_of(cast, valve, firm, quantity) for quantity in (3, 10)]
    was = [(one.net, one.tax, one.gross, one.version + 1) for one in orders]
    Order.objects.update(net=0, tax=0, gross=0)
    count_all(orders)
    rows = Order.objects.filter(pk__in=[one.pk for one in orders]).order_by("pk")
    assert list(rows.values_list("net", "tax", "gross", "version")) == was
    assert all(net > tax > 0 and net + tax == gross for net, tax, gross, _version in was)


def test_an_order_uses_up_what_was_agreed_and_never_more(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    agreed = agreed_with(cast, valve, firm)
    order = order_of(cast, valve, firm, 80)
    assert (order.total, order.lines.get().agreed) == (Money(37_600_000, "CNY"), agreed)
    assert left(agreed) == 100, "a draft takes nothing"
    more, same = ({"quantity": quantity, "price": "4700"} for quantity in ("90", "80"))
    assert [changed_line(order.lines.get(), typed)["price"] for typed in (more, same)] == ["", "4700"]
    confirm_order(by=cast.seller, order=order)
    assert left(agreed) == 20
    with pytest.raises(AgreementExceeded, match="20"):
        order_of(cast, valve, firm, 21)
    assert order_of(cast, valve, firm, 20).number.endswith("0002"), "what was refused took no number"
    bought = write_line(
        by=cast.seller, order=Order.objects.latest("pk"), line={"product": valve, "quantity": 5, "price": "5,200"}
    )
    assert (bought.agreed, bought.amount) == (None, Money(2_600_000, "CNY"))
    cancel_order(by=cast.seller, order=order, reason="客户改期")
    assert left(agreed) == 100
    with pytest.raises(ValidationError):
        confirm_order(by=cast.seller, order=order)


def test_two_drafts_that_count_on_the_same_rest_do_not_both_get_it(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    agreed = agreed_with(cast, valve, firm)
    first, second = order_of(cast, valve, firm, 60), order_of(cast, valve, firm, 60)
    confirm_order(by=cast.seller, order=first)
    with pytest.raises(AgreementExceeded):
        confirm_order(by=cast.seller, order=second)
    second.refresh_from_db()
    assert (second.state, left(agreed)) == ("draft", 40)


def test_what_is_missing_is_said_before_it_is_confirmed(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    empty = start_order(by=cast.seller, party=firm)
    with pytest.raises(NotComplete):
        confirm_order(by=cast.seller, order=empty)
    cheap = order_of(cast, valve, firm)
    line = cheap.lines.get()
    line.order = cheap
    write_line(by=cast.seller, order=cheap, line=line.values() | {"price": "4,000"}, known=line)
    with pytest.raises(NotComplete, match="DN200"):
        confirm_order(by=cast.seller, order=cheap)
    gone = order_of(cast, valve, firm)
    withdraw_product(by=cast.boss, product=valve)
    with pytest.raises(NotComplete, match="DN200"):
        confirm_order(by=cast.seller, order=gone)
    with pytest.raises(ValidationError):
        change_order(by=cast.seller, order=gone, wanted_on=now().date() - SOON)


def test_over_credit_it_goes_through_only_with_a_reason_of_somebody_who_may(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    with pytest.raises(MayNotLend):
        set_credit_limit(by=cast.seller, party=firm, limit="6 万")
    set_credit_limit(by=cast.manager, party=firm, limit="6 万")
    first = confirm_order(by=cast.seller, order=order_of(cast, valve, firm))
    second = order_of(cast, valve, firm)
    for release in ("", "老客户"):
        with pytest.raises(OverCredit, match="8,000"):
            confirm_order(by=cast.seller, order=second, release=release)
    note_received(by=cast.seller, order=first, amount=5_000_000)
    assert used_credit(firm, "CNY") == Money(200_000, "CNY")
    confirm_order(by=cast.seller, order=second)
    third = order_of(cast, valve, firm)
    assert confirm_order(by=cast.manager, order=third, release="老客户").state == "confirmed"
    told = [item.sentence for item in timeline(cast.seller, firm, group=None, cursor="", size=30).items]
    assert any("老客户" in one for one in told)


def test_the_limit_is_set_on_the_customers_page(cast: Cast, client: Client) -> None:
    firm = firm_of(cast)
    address = f"/customers/{firm.pk}/credit/"
    client.force_login(cast.seller)
    assert client.post(address, {"limit": "6 万"}).status_code == 403
    client.force_login(cast.manager)
    client.post(address, {"limit": "6 万"})
    assert "¥60,000" in client.get(firm.get_absolute_url()).content.decode()
    for bad in ("-5", "5 USD", "viel"):
        client.post(address, {"limit": bad})
    assert CreditLimit.objects.get().minor == 6_000_000
    client.post(address, {"limit": ""})
    assert CreditLimit.objects.count() == 0


def test_an_amendment_holds_when_it_is_agreed_to(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    agreed = agreed_with(cast, valve, firm)
    order = confirm_order(by=cast.seller, order=order_of(cast, valve, firm, 50))
    line = order.lines.get()
    with pytest.raises(AlreadyConfirmed):
        change_order(by=cast.seller, order=order, title="x")
    one, _approval = amend_order(by=cast.seller, order=order, quantities={line.pk: "70"}, why="加一条线")
    order.refresh_from_db()
    assert (one.state, order.total, order.revision, left(agreed)) == ("agreed", Money(32_900_000, "CNY"), 2, 30)
    note_delivered(by=cast.seller, line=line, quantity=30)
    for bad in ({line.pk: "29"}, {line.pk: "-1"}, {line.pk: "70"}, {}):
        with pytest.raises(ValidationError):
            amend_order(by=cast.seller, order=order, quantities=bad, why="减")
    one, approval = amend_order(by=cast.seller, order=order, quantities={line.pk: "40"}, why="项目缩小")
    assert (one.state, Order.objects.get(pk=order.pk).gross) == ("asked", 32_900_000)
    answer(by=cast.manager, approval=approval, deed="agree")
    order.refresh_from_db()
    assert (order.total, order.state, left(agreed)) == (Money(18_800_000, "CNY"), "partly", 60)
    with pytest.raises(ValidationError):
        cancel_order(by=cast.seller, order=order, reason="x")
    assert note_delivered(by=cast.seller, line=order.lines.get(), quantity=10).state == "delivered"


def test_the_last_order_comes_again_and_the_usual_stands_ready(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    first = confirm_order(by=cast.seller, order=order_of(cast, valve, firm, 12, title="月度备件"))
    set_price(by=cast.boss, price_list=valve.prices.get().price_list, product=valve, price="5,300")
    again = repeat_order(by=cast.seller, order=first)
    assert (again.state, again.title, again.total) == ("draft", "月度备件", Money(6_360_000, "CNY"))
    assert [(one.product, one.times, one.quantity) for one in usual_basket(cast.seller, firm)] == [(valve, 1, 12)]
    client.force_login(cast.seller)
    page = client.get(f"/orders/new/?customer={firm.pk}").content.decode()
    assert "DN200" in page
    made = client.post(
        f"/orders/new/?customer={firm.pk}", {"customer": firm.name, f"usual-{valve.pk}-台": "7", "currency": ""}
    )
    assert Order.objects.latest("pk").lines.get().quantity == 7
    assert made["Location"] == Order.objects.latest("pk").get_absolute_url()
    write_line(by=cast.seller, order=again, line={"text": "运费", "price": "800", "quantity": 1})
    withdraw_product(by=cast.boss, product=valve)
    told = client.post(f"{again.get_absolute_url()}repetition/", follow=True).content.decode()
    assert ("没有带上已停售的：DN200 闸阀" in told, Order.objects.latest("pk").lines.get().text) == (True, "运费")


def test_orders_are_numbered_by_the_firms_own_pattern(cast: Cast) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    year = now().year
    assert order_of(cast, valve, firm).number == f"SO-{year}-0001"
    set_pattern(by=cast.boss, kind="order", pattern="DD{yy}{001}")
    assert order_of(cast, valve, firm).number == f"DD{year % 100}002"
    with pytest.raises(ValidationError):
        set_pattern(by=cast.boss, kind="order", pattern="DD")


@pytest.mark.parametrize("bad", [{"quantity": 0}, {"quantity": -1}, {"price": "-1"}, {"price": "5 USD"}, {"discount": "101"}, {"unit": "箱"}])  # fmt: skip
def test_what_cannot_be_is_refused_in_words(cast: Cast, bad: dict[str, Any]) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    order = order_of(cast, valve, firm)
    with pytest.raises(ValidationError):
        write_line(by=cast.seller, order=order, line={"product": valve, "quantity": 1, **bad})
    assert order.lines.count() == 1


def test_an_order_on_its_page_on_paper_in_search_and_for_nobody_else(cast: Cast, client: Client) -> None:
    valve, firm = valve_at(cast), firm_of(cast)
    order = order_of(cast, valve, firm, 100, title="2 号线")
    client.force_login(cast.seller)
    address = order.get_absolute_url()
    assert "520,000" in client.get(address).content.decode()
    refused = client.post(f"{address}lines/", {"pasted": "GV-200\t2\n没有\t1"})
    assert (refused.status_code, "没有" in refused.content.decode()) == (422, True)
    line = order.lines.get()
    typed = client.post(f"{address}lines/{line.pk}/", {"quantity": "-7", "price": "5200", "discount": "0"})
    assert 'value="-7"' in typed.content.decode().partition(f'form="line-{line.pk}"')[2].partition(">")[0]
    assert typed.content.decode().count('value="-7"') == 1  # in its line, and not in the new one
    client.post(f"{address}confirmation/")
    assert Order.objects.get().state == "confirmed"
    assert "人民币伍拾贰万元整" in client.get(f"{address}sheet/").content.decode()
    assert "DN200" in client.get(f"{address}amendments/").content.decode()
    for page in ("/orders/", "/orders/?open=mine", firm.get_absolute_url()):
        assert ("2 号线" in client.get(page).content.decode()) is True, page
    assert Order.objects.filter(matching(cast.seller, "order", order.number)).exists()
    client.force_login(cast.south)
    assert client.get(address).status_code == 404
    with pytest.raises(NotYours):
        confirm_order(by=cast.south, order=order)


def test_discounts_of_files_are_read_as_people_say_them(cast: Cast) -> None:
    told = {
        said: draft({"order_number": "1", "order_discount": said}, 1) for said in ("92折", "8%", "8", "0.08", "0.5%")
    }
    assert [(one.discount, bool(one.notes)) for one in told.values()] == [(8, False), (8, False), (8, False), (8, True), (Decimal("0.5"), False)]  # fmt: skip
    left = {said: draft({"order_number": "1", "order_share": said}, 1) for said in ("0.92", "92", "92%", "9.2", "92折", "1", "0.5", "100")}  # fmt: skip
    assert [one.discount for one in left.values()] == [8, 8, 8, 8, 8, 0, 50, 0]
    assert [said for said, one in left.items() if one.notes] == ["0.92", "0.5"]
    wrong = [("order_discount", said) for said in ("¥200", "120", "-3%", "0.92", "0.5")]
    for field, said in (*wrong, *(("order_share", said) for said in ("0.15", "0", "¥9", "120"))):
        with pytest.raises(RowRefused) as refused:
            draft({"order_number": "1", field: said}, 1)
        assert refused.value.field == field, said
    with pytest.raises(RowRefused):
        draft({"order_number": "1", "order_discount": "8%", "order_share": "0.8"}, 1)
    assert draft({"order_number": "1", "order_discount": "8%", "order_share": "0.92"}, 1).discount == 8
