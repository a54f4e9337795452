"""What the made-up firm sells: valves with price lists, a special price that is being decided, a quote with a customer."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from tongxin.collab.people.models import Person
from tongxin.directory.catalogue.actions import (
    add_product,
    link_products,
    save_category,
    save_price_list,
    say_unit,
    set_price,
)
from tongxin.directory.catalogue.models import Product
from tongxin.directory.parties.models import Party
from tongxin.frontoffice.orders.actions import amend_order, confirm_order, note_delivered, repeat_order, start_order
from tongxin.frontoffice.quotes.actions import (
    ask_about_quote,
    ask_special_price,
    make_link,
    note_opening,
    send_quote,
    start_quote,
)
from tongxin.project.care.demo.bargains import fill_bargains
from tongxin.project.care.demo.firm import Firm
from tongxin.project.care.demo.goods import fill_goods

# Code, name, English name, list price, cost and floor in yuan.
_VALVES = (
    ("GV-200", "DN200 闸阀", "Gate valve DN200", 5200, 2950, 4050),
    ("GV-150", "DN150 闸阀", "Gate valve DN150", 3680, 2050, 2900),
    ("BV-80", "DN80 蝶阀", "Butterfly valve DN80", 980, 520, 760),
    ("CV-50", "DN50 控制阀", "Control valve DN50", 12800, 7900, 10200),
    ("PRV-100", "DN100 减压阀", "Pressure reducing valve DN100", 6450, 3900, 5100),
)


def fill_prices(firm: Firm, chance: Random, now: datetime) -> None:
    """Products, three price lists, special prices of a year, a quote and a special price on its way."""
    boss, day = firm.boss, now.date()
    family = save_category(by=boss, name="阀门")
    lists = {
        "": save_price_list(by=boss, name="目录价"),
        "A": save_price_list(by=boss, name="A 类客户价", tier="A"),
        "dealer": save_price_list(by=boss, name="经销商价", channel="dealer"),
    }
    for code, name, english, price, cost, floor in _VALVES:
        one = add_product(
            by=boss, code=code, name=name, english_name=english, unit="台", category=family, cost=str(cost), floor=str(floor)
        )  # fmt: skip
        for key, share in (("", 100), ("A", 95), ("dealer", 85)):
            set_price(by=boss, price_list=lists[key], product=one, price=str(price * share // 100))
        set_price(by=boss, price_list=lists[""], product=one, price=str(price * 97 // 100), least=50)
    seal = add_product(by=boss, code="SK-200", name="DN200 密封件", unit="套", category=family, cost="60", floor="90")
    set_price(by=boss, price_list=lists[""], product=seal, price="160")
    gate = Product.objects.get(code="GV-200")
    say_unit(by=boss, product=gate, name="托", factor=4)
    link_products(by=boss, product=gate, other=seal, kind="spare")
    fill_goods(firm, gate, seal, lists[""], day)
    fill_bargains(firm, chance, now, gate)
    seller = firm.people["李薇"]
    mine = list(Party.objects.customers().filter(owner=seller, is_dealer=False).order_by("pk")[:2])
    if len(mine) < 2:
        return
    quote = start_quote(by=seller, party=mine[0], title="2 号线阀门改造", lines=[{"product": gate, "quantity": 120, "price": "4,580"}, {"product": seal, "quantity": 120}], terms="含税含运费到厂；款到发货。")  # fmt: skip
    ask_special_price(
        by=seller, party=mine[0], product=gate, price="4,580", quantity=120, until_on=day + timedelta(days=30),
        reason="competitor", why="凯阀报到 4,150，马总点名要我们，但张三卡价格。", competitor="凯阀", their_price="4,150", line=quote.lines.get(product=gate),
    )  # fmt: skip
    sent = start_quote(by=seller, party=mine[1], title="备件", lines=[{"product": seal, "quantity": 40}])
    send_quote(by=seller, quote=sent)
    link, _key = make_link(by=seller, quote=sent)
    for part in ("", "lines", "terms"):
        note_opening(link=link, part=part)
    ask_about_quote(link=link, text="交期能提前一周吗？")
    _fill_orders(seller, mine, gate, seal, day)


def _fill_orders(seller: Person, mine: Sequence[Party], gate: Product, seal: Product, day: date) -> None:
    """One that is partly delivered and amended, one of the month before, one that is being written."""
    soon = day + timedelta(days=12)
    first = start_order(
        by=seller, party=mine[0], title="一季度备件", wanted_on=soon, ship_to="苏州工业园区星湖街 18 号仓库", their_number="HR-PO-2214",
        lines=[{"product": gate, "quantity": 24}, {"product": seal, "quantity": 60}, {"text": "现场调试", "price": "3000", "quantity": 1}],
    )  # fmt: skip
    confirm_order(by=seller, order=first)
    line = first.lines.order_by("place")[0]
    amend_order(by=seller, order=first, quantities={line.pk: "30"}, why="客户加一条线")
    note_delivered(by=seller, line=line, quantity=12)
    confirm_order(by=seller, order=start_order(by=seller, party=mine[0], title="密封件", wanted_on=soon, lines=[{"product": seal, "quantity": 40}]))  # fmt: skip
    repeat_order(by=seller, order=first)
    confirm_order(by=seller, order=start_order(by=seller, party=mine[1], wanted_on=soon, lines=[{"product": gate, "quantity": 6}]))  # fmt: skip
