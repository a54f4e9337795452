"""From the first start to the first customer's page: at a desk, on a phone, in English, without a mouse.

Each way brings a file that another program has made; none was written for these tests.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Come
from tests.browser.hands import Finger, Keyboard, Mouse
from tests.browser.ledgers import SHARED, northwind
from tests.browser.program import Program
from tests.browser.visitor import DESK, PHONE

pytestmark = pytest.mark.browser
NEXT = "footer .btn.go"


def found_the_firm(page: Page, hand: Mouse) -> None:
    hand.fill(page.locator("[name=company]"), "恒信阀门有限公司")
    hand.fill(page.locator("[name=name]"), "陈岚")
    hand.fill(page.locator("[name=email]"), "chenlan@hengxin.example")
    hand.fill(page.locator("[name=password]"), "Gate-valve-27")
    hand.press(page.locator("form .btn.go"))
    page.wait_for_url("**/setup/selling/")


def bring_in(page: Page, hand: Mouse, file: Path) -> None:
    """Drop the file into the set-up, look, bring it in, and come back."""
    hand.give(page, page.locator("#import input[type=file]"), [file])
    page.wait_for_url(re.compile(r"/imports/\d+/"))
    expect(page.locator("#preview")).not_to_have_attribute("aria-busy", "true")
    hand.press(page.locator("#decide .btn.go"))
    expect(page.locator(".banner.jade")).to_be_visible()
    hand.press(page.locator("a[href='/setup/']"))
    page.wait_for_url("**/setup/selling/")


def call_a_colleague(page: Page, hand: Mouse) -> None:
    hand.fill(page.locator("[name=line-0-name]"), "李薇")
    hand.fill(page.locator("[name=line-0-email]"), "liwei@hengxin.example")
    hand.press(page.locator("[form=colleagues]"))
    expect(page.locator("input[value*='/welcome/']")).to_be_visible()
    hand.press(page.locator(NEXT))
    page.wait_for_url("**/setup/first/")


@dataclass
class Way:
    """How somebody sets up: by which hand and on what screen, with which file, and what they say first."""

    file: Callable[[Path], Path]
    sentence: str
    customer: str
    shown: dict[str, str]
    hand: Mouse = field(default_factory=Mouse)
    language: str = "zh"
    kind: dict[str, Any] = field(default_factory=lambda: DESK)


def exported(path: str) -> Callable[[Path], Path]:
    """A file as it came out of another program, where it lies."""
    return lambda folder: SHARED / path


WAYS = {
    "at a desk": Way(
        file=lambda folder: northwind("Customers", folder / "Customers.xlsx"),
        sentence="昨天拜访了Alfreds Futterkiste，Maria Anders 要报价，3天后回访",
        customer="Alfreds Futterkiste",
        shown={"/customers/?q=Bottom-Dollar": "Bottom-Dollar Markets", "/contacts/?q=0074321": "Maria Anders"},
    ),
    "on a phone": Way(
        file=exported("messy_imports/vcf/ez-vcard/John_Doe_IPHONE.vcf"),
        sentence="昨天给IBM打了电话，要报价，3天后回访",
        customer="IBM",
        shown={"/contacts/?q=Richter": "IBM", "/contacts/?q=john.doe@ibm.com": "Richter"},
        hand=Finger(),
        kind=PHONE,
    ),
    "in English": Way(
        file=exported("crm_records/maven_crm_sales_opportunities/accounts.csv"),
        sentence="Visited Betasoloin yesterday, call back in 3 days",
        customer="Betasoloin",
        shown={"/customers/?q=zencorp": "Zencorp", "/customers/?q=Acme": "Acme Corporation"},
        language="en",
    ),
    "without a mouse": Way(
        file=exported("messy_imports/csv_xlsx/suitecrm_exports/Accounts.csv"),
        sentence="昨天拜访了Green Tractor Group Limited，要报价，3天后回访",
        customer="Green Tractor Group Limited",
        shown={"/customers/?q=0433201": "Green Tractor"},
        hand=Keyboard(),
    ),
}


def set_up(program: Program, come: Come, way: Way, file: Path) -> Page:
    """The whole way; ends on the page of the customer of whom the first entry speaks."""
    page, hand = come(program.address, way.language, **way.kind).open(program.set_up_link), way.hand
    found_the_firm(page, hand)
    hand.press(page.locator("[name=packs]").first)
    bring_in(page, hand, file)
    expect(page.locator("[name=packs]").first).to_be_checked()
    hand.press(page.locator(NEXT))
    page.wait_for_url("**/setup/colleagues/")
    call_a_colleague(page, hand)
    hand.fill(page.locator("textarea[name=text]"), way.sentence)
    hand.press(page.locator(".quick .btn.go"))
    expect(page.locator(".toast")).to_contain_text(way.customer)
    hand.press(page.locator(NEXT))
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    return page


@pytest.mark.parametrize("name", WAYS)
def test_from_the_first_start_to_the_first_customer(empty: Program, come: Come, tmp_path: Path, name: str) -> None:
    way = WAYS[name]
    if not SHARED.exists():
        pytest.skip(f"the real files are in {SHARED}, which is not here")
    page = set_up(empty, come, way, way.file(tmp_path))
    expect(page.locator("html")).to_have_attribute("lang", "en" if way.language == "en" else "zh-Hans")
    expect(page.locator("h1")).to_contain_text(way.customer)
    for address, words in way.shown.items():
        page.goto(f"{empty.address}{address}")
        expect(page.locator("tr[data-row]")).to_have_count(1)
        expect(page.locator("tr[data-row]")).to_contain_text(words)
    page.goto(f"{empty.address}/today/")
    expect(page.locator("#work")).to_contain_text(way.customer)
