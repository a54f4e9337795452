"""Every page on a desk: by day in Chinese; the main ones in every other way, and with their dialogs open."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe.looking import address_of, administrator, faults, pages
from tests.browser.firm import Firm
from tests.browser.visitor import DESK

pytestmark = pytest.mark.browser
MAIN = ["today", "customers", "customer", "contacts", "activities", "imports", "my-settings"]
LEAST = 35


def test_every_page_by_day_in_chinese(firm: Firm, browser: Browser) -> None:
    with administrator(browser, firm, "zh", **DESK) as visitor:
        found = pages(visitor, firm)
        assert len(found) >= LEAST, found
        wrong = {}
        for name, path in found.items():
            visitor.open(path)
            wrong[name] = faults(visitor, 1440, "light")
        assert {name: what for name, what in wrong.items() if what} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_main_pages_by_day_and_night(firm: Firm, browser: Browser, language: str) -> None:
    with administrator(browser, firm, language, **DESK) as visitor:
        wrong = {}
        for name in MAIN:
            visitor.open(address_of(name, firm))
            wrong[name] = [
                *faults(visitor, 1440, "dark"),
                *(faults(visitor, 1440, "light") if language == "en" else []),
            ]
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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_opens_over_a_page(firm: Firm, browser: Browser, theme: str) -> None:
    with administrator(browser, firm, "zh", **DESK) as visitor:
        wrong = {}
        for name, openers in STATES.items():
            for opened in openers:
                opened(visitor.open(address_of(name, firm)))
                wrong[opened.__name__] = faults(visitor, 1440, theme)
        assert {name: what for name, what in wrong.items() if what} == {}
