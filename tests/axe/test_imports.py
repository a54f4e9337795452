"""An import from the dropped file to its being taken back, looked at on every page it passes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.axe.looking import everywhere
from tests.axe.test_guests import found_the_firm, in_order
from tests.browser.firm import prepared
from tests.browser.fixtures import Come
from tests.browser.ledgers import ROWS, ledger
from tests.browser.program import served
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
WRONG = [
    ("", "镇江市", "", "", "名字漏填"),
    ("泰州海陵泵业有限公司", "泰州市", "高翔/1380526003", "不是邮箱", "手机少一位"),
]
LONG = [*WRONG, *ROWS * 10]  # more than a trial of twenty


def drop(visitor: Visitor, *files: Path) -> Page:
    """Drop files and wait for the next page."""
    page = visitor.open("/imports/")
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    page.wait_for_url(re.compile(r"/imports/(\d+/|new/.*)"))
    return page


def test_every_page_of_an_import(tmp_path: Path, come: Come) -> None:
    found = {}
    with served(prepared(tmp_path / "data")) as program:
        visitor = come(program.address, "en")
        visitor.bears = ("status of 4",)
        found_the_firm(visitor.open(program.set_up_link))
        visitor.open("/imports/new/")
        found["to be dropped"] = everywhere(visitor)
        (tmp_path / "空.xlsx").write_bytes(b"")
        visitor.open("/imports/").locator("input[type=file]").set_input_files(str(tmp_path / "空.xlsx"))
        expect(visitor.page.get_by_role("alert")).to_be_visible()
        found["a file that can't be read"] = everywhere(visitor)
        page = drop(visitor, ledger(tmp_path / "客户台账.xlsx", LONG))
        expect(page.locator("#preview")).not_to_have_attribute("aria-busy", "true")
        found["what the columns mean, and what would come"] = everywhere(visitor)
        page.locator("#decide [value=trial]").click()
        expect(page.locator(".banner.jade, .banner").first).to_be_visible()
        expect(page.locator("#left-out")).to_be_visible()
        found["what came of it"] = everywhere(visitor)
        address = page.url
        for what in ("created", "updated", "people"):
            page.goto(f"{address}records/?what={what}")
            found[what] = everywhere(visitor)
        page.goto(address)
        page.locator("form[action$='/undoing/'] button").click()
        expect(page.locator("main")).to_contain_text("What was taken back")
        found["taken back"] = everywhere(visitor)
    in_order(found)


def test_an_import_that_is_still_at_work(tmp_path: Path, come: Come) -> None:
    found = {}
    with served(prepared(tmp_path / "data"), "--job-workers", "0") as program:  # nobody takes the work up: it stays so
        visitor = come(program.address, "en")
        found_the_firm(visitor.open(program.set_up_link))
        page = drop(visitor, ledger(tmp_path / "长表.xlsx", ROWS * 100))
        found["being looked through"] = everywhere(visitor)
        page.locator("#decide .btn.go").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        found["coming in"] = everywhere(visitor)
    in_order(found)
