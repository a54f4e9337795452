"""The pages of approvals with the dialogs they open, on every width, by day and night, in both languages."""

import pytest
from playwright.sync_api import Browser

from tests.axe.looking import address_of, administrator, everywhere
from tests.browser.firm import Firm
from tests.browser.visitor import DESK

pytestmark = pytest.mark.browser
PAGES = [
    "approvals",
    "approval",
    "new_approval",
    "approval_sheet",
    "deputies",
    "flows",
    "flow",
    "flow_draft",
    "flow_draft_publication",
]


@pytest.mark.parametrize("language", ["en"])
def test_pages_of_approvals(firm: Firm, browser: Browser, language: str) -> None:
    with administrator(browser, firm, language, **DESK) as visitor:
        wrong = {}
        for name in PAGES:
            visitor.open(address_of(name, firm))
            wrong[name] = everywhere(visitor)
        assert {name: what for name, what in wrong.items() if what} == {}
