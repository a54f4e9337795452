"""Every page on a phone: by night in English, at 390 and 320 px; the main ones in every other way."""

import pytest
from playwright.sync_api import Browser

from tests.axe.looking import address_of, administrator, beyond, faults, pages
from tests.axe.test_desk import LEAST, MAIN
from tests.browser.firm import Firm
from tests.browser.visitor import PHONE

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 640}


def test_every_page_by_night_in_english(firm: Firm, browser: Browser) -> None:
    with administrator(browser, firm, "en", **PHONE) as visitor:
        found = pages(visitor, firm)
        assert len(found) >= LEAST, found
        wrong = {}
        for name, path in found.items():
            visitor.open(path)
            wrong[name] = faults(visitor, 390, "dark")
            visitor.page.set_viewport_size(SMALL)
            wrong[name] += beyond(visitor.page, 320)
            visitor.page.set_viewport_size(PHONE["viewport"])
        assert {name: what for name, what in wrong.items() if what} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_main_pages_by_day_and_night(firm: Firm, browser: Browser, language: str) -> None:
    with administrator(browser, firm, language, **PHONE) as visitor:
        wrong = {}
        for name in MAIN:
            visitor.open(address_of(name, firm))
            wrong[name] = [*faults(visitor, 390, "light"), *(faults(visitor, 390, "dark") if language == "zh" else [])]
            visitor.page.set_viewport_size(SMALL)
            wrong[name] += beyond(visitor.page, 320)
            visitor.page.set_viewport_size(PHONE["viewport"])
        assert {name: what for name, what in wrong.items() if what} == {}
