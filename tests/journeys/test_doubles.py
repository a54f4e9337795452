"""Two records of one customer become one in front of the user's eyes, and two again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def added(page: Page, address: str, name: str, phone: str, note: str) -> str:
    """A new customer with something that happened; answers its address."""
    page.goto(f"{address}/customers/new/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=phones]").fill(phone)
    page.locator("main .btn.go").click()
    expect(page.locator("h1")).to_have_text(name)
    url = page.url
    page.locator("#mid textarea").fill(note)
    page.keyboard.press("Enter")
    expect(page.locator("#timeline")).to_contain_text(note[-6:])
    return url


def number(url: str) -> str:
    return url.rstrip("/").rsplit("/", 1)[1]


def test_two_records_are_compared_merged_and_parted_again(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("boss@hengxin.example", PASSWORD).page
    one = added(page, firm.address, "扬州广陵泵阀制造有限公司", "0514-87651234", "昨天打了电话，对方问样本册")
    other = added(page, firm.address, "扬州广菱泵阀", "0514-87651234", "今天拜访，看了旧泵房")
    page.goto(f"{firm.address}/doubles/{number(one)}/{number(other)}/")
    expect(page.locator(".compare")).to_contain_text("扬州广菱泵阀")
    page.locator(".formfoot .btn.go").click()
    expect(page.locator("h1")).to_have_text("扬州广陵泵阀制造有限公司")
    expect(page.locator("#timeline")).to_contain_text("旧泵房")
    expect(page.locator("#timeline")).to_contain_text("样本册")
    expect(page.locator("#right")).to_contain_text("扬州广菱泵阀")

    page.goto(other)
    assert page.url == one, "the old address leads to the record that stayed"
    page.keyboard.press("Control+k")
    page.locator("#palette input").press_sequentially("广菱泵阀")
    expect(page.locator("#palette [role=option]").filter(has_text="扬州广陵泵阀制造有限公司")).to_be_visible()
    page.keyboard.press("Escape")

    page.locator("#right a[href^='/merges/']").click()
    page.locator("form[action$='/undoing/'] button").click()
    expect(page.locator("h1")).to_have_text("扬州广菱泵阀")
    assert page.url == other
    expect(page.locator("#timeline")).to_contain_text("旧泵房")
    page.goto(one)
    expect(page.locator("#timeline")).to_contain_text("样本册")
    expect(page.locator("#timeline")).not_to_contain_text("旧泵房")
