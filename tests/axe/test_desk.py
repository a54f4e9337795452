"""Every page on a desk with every menu and dialog: in Chinese, by day and night, and with what keys open."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe.looking import address_of, administrator, by_night, faults, pages
from tests.axe.overlays import OPENERS, standing_open
from tests.browser.firm import Firm
from tests.browser.visitor import DESK

pytestmark = pytest.mark.browser
MAIN = ["today", "customers", "customer", "contacts", "activities", "imports", "my-settings"]
LEAST = 35


def test_every_page_in_chinese_and_what_opens_on_it(firm: Firm, browser: Browser) -> None:
    wrong, seen = {}, set[str]()
    with administrator(browser, firm, "zh", **DESK) as visitor:
        found = pages(visitor, firm)
        assert len(found) >= LEAST, found
        for name, path in found.items():
            visitor.open(path)
            wrong[name] = [
                *faults(visitor, 1440, "light", around=name in MAIN),
                *(by_night(visitor) if name in MAIN else []),
            ]
            wrong |= standing_open(visitor, name, OPENERS, seen)
    assert len(seen) >= 10, seen
    assert {name: what for name, what in wrong.items() if what} == {}


def the_palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("恒润")
    expect(page.locator("#palette a[href*='/customers/']").first).to_be_visible()


def quick_add(page: Page) -> None:
    page.keyboard.press("n")
    page.locator("#quick textarea").fill("昨天拜访苏州恒润马志远，报价 5 万，3 天后回访")
    expect(page.locator("#quick .slot").first).to_be_visible()


def the_keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def a_field(page: Page) -> None:
    page.locator("[data-edit]").first.press("Enter")
    expect(page.locator("[data-edit] form, .fact form").first).to_be_visible()


def a_new_contact(page: Page) -> None:
    page.locator(".rechead a.btn[data-dialog-load]").click()
    expect(page.locator("#dialog form")).to_be_visible()


def a_peek(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press(" ")
    expect(page.locator("#sheet")).to_be_visible()


def the_conditions(page: Page) -> None:
    page.keyboard.press("f")
    expect(page.locator("#asking select").first).to_be_visible()


STATES = {
    "today": [the_palette, quick_add, the_keys],
    "customer": [a_field, a_new_contact],
    "customers": [a_peek, the_conditions],
}


def test_what_opens_over_a_page(firm: Firm, browser: Browser) -> None:
    with administrator(browser, firm, "zh", **DESK) as visitor:
        wrong = {}
        for name, states in STATES.items():
            for state in states:
                state(visitor.open(address_of(name, firm)))
                wrong[state.__name__] = [*faults(visitor, 1440, "light"), *by_night(visitor)]
        assert {name: what for name, what in wrong.items() if what} == {}
