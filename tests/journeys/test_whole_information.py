"""What is missing of a customer is asked for on its page, and filled in where it stands."""

import pytest
from playwright.sync_api import expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_the_next_thing_to_ask_is_one_tap_from_its_answer(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/customers/new/")
    page.locator("main [name=name]").fill("常熟新源水处理有限公司")
    page.locator("main .btn.go").click()
    standing = page.locator("#quality")
    expect(standing).to_contain_text("还缺：电话")
    before = standing.locator("b.num").inner_text()
    standing.get_by_role("link", name="补上").first.click()
    box = page.locator("#fact-phones input[name=value]")
    expect(box).to_be_focused()
    box.fill("0512-65529988")
    page.keyboard.press("Enter")
    expect(standing).not_to_contain_text("还缺：电话")
    expect(standing).to_contain_text("还缺：联系人")
    assert int(standing.locator("b.num").inner_text()) > int(before)


def test_writing_down_a_call_counts_as_being_in_touch(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/customers/new/")
    page.locator("main [name=name]").fill("常熟清波水处理有限公司")
    page.locator("main .btn.go").click()
    standing = page.locator("#quality")
    standing.locator("li").filter(has_text="很久没联系了").get_by_role("link").click()
    expect(page.locator("#mid textarea")).to_be_focused()
    page.keyboard.type("打了电话，约下周过去")
    page.keyboard.press("Enter")
    expect(standing).not_to_contain_text("很久没联系了")
