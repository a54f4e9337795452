"""What the made-up firm's catalogue shows besides plain valves: a variant, a bundle, a service, what can be sold instead, a list for one city."""

from datetime import date, timedelta

from tongxin.directory.catalogue.actions import (
    add_product,
    link_products,
    put_into_bundle,
    save_price_list,
    say_unit,
    set_price,
)
from tongxin.directory.catalogue.models import PriceList, Product
from tongxin.project.care.demo.firm import Firm


def fill_goods(firm: Firm, gate: Product, seal: Product, listed: PriceList, day: date) -> None:
    """One of each, beside the gate valve and its seal, with their prices."""
    boss = firm.boss
    steel = add_product(
        by=boss, code="GV-200-316", name=gate.name, variant_of=gate, variant="316L 不锈钢", unit="台", category=gate.category, cost="3900", floor="5100",
    )  # fmt: skip
    set_price(by=boss, price_list=listed, product=steel, price="6680")
    care = add_product(by=boss, code="SV-01", name="现场调试", english_name="Commissioning", kind="service", unit="天", cost="800", floor="1200")  # fmt: skip
    set_price(by=boss, price_list=listed, product=care, price="1500")
    kit = add_product(by=boss, code="KIT-200", name="DN200 检修包", english_name="Overhaul kit DN200", kind="bundle", unit="套")  # fmt: skip
    for part, many in ((gate, 1), (seal, 2), (care, 1)):
        put_into_bundle(by=boss, bundle=kit, part=part, quantity=many)
    link_products(by=boss, product=gate, other=steel, kind="substitute")
    say_unit(by=boss, product=seal, name="箱", factor=20)
    spring = save_price_list(
        by=boss, name="苏州换季价", region="苏州", from_on=day - timedelta(days=20), until_on=day + timedelta(days=40)
    )
    set_price(by=boss, price_list=spring, product=seal, price="150")
