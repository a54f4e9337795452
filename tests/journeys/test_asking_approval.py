"""Nobody has to phone: asked on a phone, decided at a desk, taken back, decided again; who asked sees each step."""

import pytest
from playwright.sync_api import expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.browser.visitor import PHONE
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_a_special_price_is_asked_on_a_phone_and_decided_with_one_press(firm: Firm, come: Come) -> None:
    seller = come(firm.address, **PHONE).sign_in("colleague@hengxin.example", PASSWORD)
    page = seller.open("/approvals/new/?flow=special_price")
    for name, typed in (
        ("title", "恒润 DN200 特价"), ("product", "DN200 闸阀"), ("quantity", "120"), ("list_price", "5200"), ("price", "4180"),
        ("reason", "对手报 4150，4180 能当场定"),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(typed)
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".beside")).to_contain_text("周启明")
    expect(page.locator(".beside")).to_contain_text("未读")

    manager = come(firm.address).sign_in("manager@hengxin.example", PASSWORD)
    desk = manager.open("/approvals/")
    desk.get_by_role("link", name="恒润 DN200 特价").first.click()
    expect(desk.locator(".talk")).to_contain_text("4,180")
    desk.locator(".deeds").get_by_role("button", name="驳回").click()
    expect(desk.locator(".toast")).to_contain_text("一句话")
    manager.complaints.clear()  # the refusal was meant
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".toast").last).to_contain_text("已同意")
    desk.locator(".toast").get_by_text("撤销").last.click()
    page.reload()
    expect(page.locator(".beside .now")).to_contain_text("周启明")

    desk.goto(page.url)
    desk.locator(".deeds [name=reason]").fill("按批价锁 30 天")
    desk.locator(".deeds").get_by_role("button", name="同意").click()
    expect(desk.locator(".toast").last).to_contain_text("已同意")
    page.reload()
    expect(page.locator(".beside .now")).to_contain_text("陈岚")
    expect(page.locator(".tl")).to_contain_text("按批价锁 30 天")
    page.get_by_role("link", name="撤销").click()
    page.locator("#why").fill("客户不要了")
    page.locator("form:has(#why)").get_by_role("button", name="撤销").click()
    expect(page.locator(".talk")).to_contain_text("已撤销")
