"""From the first start to the first customer's page: at a desk, on a phone, in English, without a mouse."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Come
from tests.browser.hands import Finger, Keyboard, Mouse
from tests.browser.ledgers import SHARED, ledger
from tests.browser.program import Program
from tests.browser.visitor import DESK, PHONE

pytestmark = pytest.mark.browser
NEXT = "footer .btn.go"
SENTENCE = {
    "zh": "昨天拜访了苏州恒润，马志远要报价，3天后回访",
    "en": "Visited 苏州恒润精密机械有限公司 yesterday, call back in 3 days",
}


def found_the_firm(page: Page, hand: Mouse) -> None:
    hand.fill(page.locator("[name=company]"), "恒信阀门有限公司")
    hand.fill(page.locator("[name=name]"), "陈岚")
    hand.fill(page.locator("[name=email]"), "chenlan@hengxin.example")
    hand.fill(page.locator("[name=password]"), "Gate-valve-27")
    hand.press(page.locator("form .btn.go"))
    page.wait_for_url("**/setup/selling/")


def bring_in(page: Page, hand: Mouse, files: list[Path]) -> None:
    """Drop the files into the set-up, look, bring each in, and come back."""
    hand.give(page, page.locator("#import input[type=file]"), files)
    page.wait_for_url(re.compile(r"/imports/"))
    if len(files) > 1:
        hand.press(page.locator("#arrived ~ * a, section[aria-labelledby=arrived] a").first)
    expect(page.locator("#preview")).not_to_have_attribute("aria-busy", "true")
    hand.press(page.locator("#decide .btn.go"))
    expect(page.locator(".banner.jade")).to_be_visible(timeout=20_000)
    hand.press(page.locator("a[href='/setup/']"))
    page.wait_for_url("**/setup/selling/")


def call_a_colleague(page: Page, hand: Mouse) -> None:
    hand.fill(page.locator("[name=line-0-name]"), "李薇")
    hand.fill(page.locator("[name=line-0-email]"), "liwei@hengxin.example")
    hand.press(page.locator("[form=colleagues]"))
    expect(page.locator("input[value*='/welcome/']")).to_be_visible()
    hand.press(page.locator(NEXT))
    page.wait_for_url("**/setup/first/")


def set_up(program: Program, come: Come, hand: Mouse, files: list[Path], language: str, kind: dict[str, Any]) -> Page:
    """The whole way; ends on the page of the customer of whom the first entry speaks."""
    page = come(program.address, language, **kind).open(program.set_up_link)
    found_the_firm(page, hand)
    hand.press(page.locator("[name=packs]").first)
    bring_in(page, hand, files)
    expect(page.locator("[name=packs]").first).to_be_checked()
    hand.press(page.locator(NEXT))
    page.wait_for_url("**/setup/colleagues/")
    call_a_colleague(page, hand)
    hand.fill(page.locator("textarea[name=text]"), SENTENCE[language])
    hand.press(page.locator(".quick .btn.go"))
    expect(page.locator(".toast")).to_contain_text("恒润")
    hand.press(page.locator(NEXT))
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    return page


def has_come_in(page: Page) -> None:
    """Nothing of the sheet is lost: the person and the number from the joint column, the rows of the list."""
    address = page.url.split("/customers/")[0]
    page.goto(f"{address}/customers/?q=恒润")
    expect(page.locator("tr[data-row]")).to_have_count(1)
    page.goto(f"{address}/contacts/?q=4567")
    expect(page.locator("tr[data-row]")).to_contain_text("马志远")
    page.goto(f"{address}/contacts/?q=吴敏")
    expect(page.locator("tr[data-row]")).to_contain_text("137 7516 0321")
    page.goto(f"{address}/today/")
    expect(page.locator("#work")).to_contain_text("恒润")


WAYS = {
    "at a desk": (Mouse(), "zh", DESK),
    "on a phone": (Finger(), "zh", PHONE),
    "in English": (Mouse(), "en", DESK),
    "without a mouse": (Keyboard(), "zh", DESK),
}


@pytest.mark.parametrize("way", WAYS)
def test_from_the_first_start_to_the_first_customer(empty: Program, come: Come, tmp_path: Path, way: str) -> None:
    hand, language, kind = WAYS[way]
    page = set_up(empty, come, hand, [ledger(tmp_path / "客户台账.xlsx")], language, kind)
    expect(page.locator("html")).to_have_attribute("lang", "en" if language == "en" else "zh-Hans")
    has_come_in(page)


def test_real_exports_of_other_programs_come_in(empty: Program, come: Come) -> None:
    files = [
        SHARED / "messy_imports/csv_xlsx/suitecrm_exports/Accounts.csv",
        SHARED / "crm_records/maven_crm_sales_opportunities/accounts.csv",
    ]
    if not all(file.exists() for file in files):
        pytest.skip(f"no real exports in {SHARED}")
    page = come(empty.address).open(empty.set_up_link)
    found_the_firm(page, Mouse())
    for file in files:
        bring_in(page, Mouse(), [file])
    for name in ("Green Tractor Group Limited", "Betasoloin"):
        page.goto(f"{empty.address}/customers/?q={name}")
        page.get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_have_text(name)
