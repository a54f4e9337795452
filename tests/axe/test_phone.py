"""Every page on a phone with every menu and dialog: in English, by night and day, at 390 and 320 px.

What a document says of itself is the same on every screen: but for the main pages, and for what may stand on the phone alone, it was looked at on
the desk.
"""

import pytest
from playwright.sync_api import Browser

from tests.axe.looking import AGAIN, ALL, administrator, beyond, by_day, faults, pages
from tests.axe.overlays import MENUS, standing_open
from tests.axe.test_desk import LEAST, MAIN
from tests.browser.firm import Firm
from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 640}


def on_the_smallest(visitor: Visitor) -> list[str]:
    """What runs out of the page at 320 px."""
    visitor.page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # a size
    found = beyond(visitor.page, SMALL["width"])
    visitor.page.set_viewport_size(PHONE["viewport"])
    return found


def test_every_page_in_english_and_what_opens_on_it(firm: Firm, browser: Browser) -> None:
    wrong, seen = {}, set[str]()
    with administrator(browser, firm, "en", **PHONE) as visitor:
        found = pages(visitor, firm)
        assert len(found) >= LEAST, found
        for name, path in found.items():
            visitor.open(path)
            wrong[name] = [
                *faults(visitor, 390, "dark", around=name in MAIN, rules=ALL if name in MAIN else AGAIN),
                *(by_day(visitor) if name in MAIN else []),
            ]
            wrong[name] += on_the_smallest(visitor)
            wrong |= standing_open(visitor, name, MENUS, seen)
    assert len(seen) >= 4, seen
    assert {name: what for name, what in wrong.items() if what} == {}
