"""Nobody has to phone: asked on a phone, decided in another place; reminders come by themselves, a secretary enters it, a deputy decides."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.browser.visitor import PHONE, Visitor
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
FIELDS = (
    ("product", "DN200 闸阀"), ("quantity", "120"), ("list_price", "5200"), ("price", "4180"), ("reason", "对手报 4150，4180 能当场定"),
)  # fmt: skip
MOST_FIELDS, MOST_SECONDS = 6, 60


def signed_in(come: Come, firm: Firm, who: str, **kind: object) -> Visitor:
    return come(firm.address, **kind).sign_in(f"{who}@hengxin.example", PASSWORD)


def ask(page: Page, product: str) -> str:
    """Ask for a special price; answers the address of the approval."""
    for name, typed in FIELDS:
        page.locator(f"[name={name}]").fill(product if name == "product" else typed)
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".beside")).to_contain_text("周启明")
    return page.url


def test_a_special_price_is_asked_on_a_phone_and_decided_with_one_press(firm: Firm, come: Come) -> None:
    seller, manager = signed_in(come, firm, "colleague", **PHONE), signed_in(come, firm, "manager")
    begun = time.monotonic()
    page = seller.open("/approvals/new/?flow=special_price")
    must = page.locator("form.form [name][required], form.form .field:has(.req) [name]")
    assert len(set(must.evaluate_all("all => all.map(one => one.name)"))) <= MOST_FIELDS
    expect(page.locator(".chain")).to_contain_text("周启明")  # the way is shown before it is sent
    address = ask(page, "DN200 闸阀")
    assert time.monotonic() - begun < MOST_SECONDS
    expect(page.locator(".beside")).to_contain_text("未读")

    desk = manager.open("/approvals/")
    desk.get_by_role("link", name="DN200 闸阀").first.click()
    expect(desk.locator(".talk")).to_contain_text("4,180")
    desk.locator(".deeds").get_by_role("button", name="驳回").click()
    expect(desk.locator(".toast")).to_contain_text("一句话")
    manager.complaints.clear()  # the refusal was meant
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".toast").last).to_contain_text("已同意")
    desk.locator(".toast").get_by_text("撤销").last.click()
    expect(desk.locator(".toast").last).to_contain_text("撤销了")
    page.reload()
    expect(page.locator(".beside .now")).to_contain_text("周启明")

    desk.goto(address)
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


def test_a_secretary_enters_it_and_a_deputy_decides_for_who_is_away(firm: Firm, come: Come) -> None:
    away = signed_in(come, firm, "manager").open("/approvals/deputies/")
    away.locator("[name=to]").select_option(label="何静")
    away.get_by_role("button", name="让这位同事代我处理").click()
    expect(away.locator(".column")).to_contain_text("何静")
    secretary = signed_in(come, firm, "clerk").open("/approvals/new/?flow=special_price")
    secretary.get_by_text("更多", exact=True).click()
    secretary.route("**/foreseen/**", lambda _route: None)  # a slow answer swallows nobody's press
    with secretary.expect_request("**/foreseen/**"):
        secretary.locator("[name=initiator]").select_option(label="赵航")
    address = ask(secretary, "DN80 球阀")
    expect(secretary.locator(".talk > header")).to_contain_text("孙倩 代 赵航")
    deputy = signed_in(come, firm, "south", **PHONE).open(address)
    expect(deputy.locator(".talk")).to_contain_text("你在代 周启明 处理")
    deputy.locator(".deeds").get_by_role("button", name="同意").click()
    expect(deputy.locator(".toast").last).to_contain_text("已同意")
    secretary.goto(address)
    expect(secretary.locator(".tl")).to_contain_text("代 周启明")
    away.get_by_role("button", name="马上结束").click()
