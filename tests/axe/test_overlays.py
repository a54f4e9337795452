"""What the frame and the lists open, and every fact while it is edited: at a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe.looking import address_of, administrator, by_night, faults
from tests.axe.overlays import OPEN
from tests.browser.firm import Firm
from tests.browser.visitor import DESK, PHONE

pytestmark = pytest.mark.browser
PIECES = ".bulk, #say-page"  # which come onto the page itself


def the_rail(page: Page) -> None:
    page.locator("[popovertarget=rail]").click()
    expect(page.locator("#rail")).to_be_visible()


def the_palette(page: Page) -> None:
    page.locator("[data-palette-open]").click()
    page.keyboard.type("恒润")
    expect(page.locator("#palette a[href*='/customers/']").first).to_be_visible()


def nothing_found(page: Page) -> None:
    page.locator("[data-palette-open]").click()
    page.keyboard.type("没有这个")
    expect(page.locator("[data-palette-said]")).not_to_be_empty()


def quick_add(page: Page) -> None:
    page.locator(".quickadd, a.rec").locator("visible=true").click()
    page.locator("dialog[open] textarea, #say-page textarea").fill("昨天拜访苏州恒润马志远，报价 5 万，3 天后回访")
    expect(page.locator("button.slot").locator("visible=true").first).to_be_visible()


def a_slot(page: Page) -> None:
    quick_add(page)
    page.locator("button.slot").locator("visible=true").first.click()
    expect(page.locator(":popover-open")).to_be_visible()


def the_bulk_bar(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".bulk")).to_be_visible()


def to_hand_over(page: Page) -> None:
    the_bulk_bar(page)
    page.locator("[popovertarget=bulk-assign]").click()
    expect(page.locator("#bulk-assign")).to_be_visible()


def to_tag(page: Page) -> None:
    the_bulk_bar(page)
    page.locator("[popovertarget=bulk-tag]").click()
    expect(page.locator("#bulk-tag")).to_be_visible()


STATES: dict[str, dict[str, list[Callable[[Page], None]]]] = {
    "desk": {"today": [nothing_found, a_slot], "customers": [the_bulk_bar, to_hand_over, to_tag]},
    "phone": {"today": [the_rail, the_palette, nothing_found, quick_add, a_slot]},
}


@pytest.mark.parametrize(("screen", "language"), [("desk", "zh"), ("phone", "en")])
def test_what_the_frame_and_the_list_open(firm: Firm, browser: Browser, screen: str, language: str) -> None:
    kind = DESK if screen == "desk" else PHONE
    wrong = {}
    with administrator(browser, firm, language, **kind) as visitor:
        for name, states in STATES[screen].items():
            for state in states:
                state(visitor.open(address_of(name, firm)))
                wrong[state.__name__] = [
                    *faults(visitor, kind["viewport"]["width"], "light"),
                    *by_night(visitor, f"{OPEN}, {PIECES}"),
                ]
    assert {name: what for name, what in wrong.items() if what} == {}


def test_every_fact_while_it_is_edited(firm: Firm, browser: Browser) -> None:
    wrong = {}
    with administrator(browser, firm, "zh", **DESK) as visitor:
        page = visitor.open(address_of("customer", firm))
        names = page.locator(".fact:has([data-edit])").evaluate_all("all => all.map(one => one.id)")
        assert len(names) >= 8, names
        for name in names:
            page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
            page.locator(f"#{name} [data-edit]").press("Enter")
            expect(page.locator(f"#{name} form")).to_be_visible()
            wrong[name] = [*faults(visitor, 1440, "light", f"#{name}"), *by_night(visitor, f"#{name}")]
            page.reload()
    assert {name: what for name, what in wrong.items() if what} == {}
