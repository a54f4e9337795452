"""The price is decided where the customer waits: asked on a phone in one region, decided in another place, ordered as it was agreed."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.browser.visitor import PHONE
from tests.cast import PASSWORD
from tongxin.base.clock import now

pytestmark = pytest.mark.browser
MOST_TYPED = 6
ON_THE_TIMELINE = (
    "做了报价", "申请 阀 120 的特价 ¥3,800", "阀 120 的特价 ¥3,900 已由 陈岚 同意", "协议价 ¥3,900", "发出了报价", "开了订单", "确认了订单", "按协议价下单 阀 120",
)  # fmt: skip


def add_line(page: Page, **typed: str) -> None:
    form = page.locator("form:has([name=product])")
    for name, text in typed.items():
        form.locator(f"[name={name}]").fill(text)
    form.locator(".btn.go").click()


def begun(page: Page, what: str) -> None:
    """From what a phone shows of the customer's next steps, with what stands there already."""
    page.get_by_text("下一步", exact=True).first.click()
    page.get_by_role("link", name=what).click()
    page.locator("form.form .btn.go").click()


def quoted_and_asked(page: Page) -> None:
    """A line at the customer's price, and the question on the way to who decides."""
    begun(page, "新建报价")
    add_line(page, product="V-1", quantity="120", price="3800")
    expect(page.locator(".linetable")).to_contain_text("目录价")
    page.get_by_role("link", name="申请特价").click()
    asked = page.locator("form.form .field:has(.req) [name]:visible")
    left = asked.evaluate_all("all => all.filter(one => !one.value).map(one => one.name)")
    assert (asked.count() - 1 <= MOST_TYPED, left) == (True, ["why"])  # the reason is a choice and one sentence
    page.locator("[name=why]").fill("马总点名要我们，对手当场能定")
    page.locator("form.form .btn.go").click()
    expect(page.locator(".beside")).to_contain_text("陈岚")


def countered(desk: Page) -> None:
    """Another price, from where the others wait too."""
    desk.get_by_role("link", name="金丝雀二号").first.click()
    expect(desk.locator("section.special")).to_contain_text("9.1 %")
    desk.locator("[popovertarget=more-deeds]").click()
    desk.get_by_role("link", name="还价").click()
    desk.locator("#dialog [name=value_price]").fill("3900")
    desk.locator("#dialog [name=reason]").fill("3,900 可以，锁 30 天")
    desk.locator("#dialog .btn.go").click()
    expect(desk.locator(".toast").last).to_contain_text("还价已交给发起人")


def ordered(page: Page, quote: str) -> None:
    """Sent, ordered at the agreed price, and confirmed."""
    page.goto(quote)
    expect(page.locator(".linetable")).to_contain_text("与这家客户的协议价")
    expect(page.locator(".figures")).to_contain_text("¥468,000")
    page.get_by_role("button", name="发给客户").click()
    page.get_by_role("button", name="生成订单").click()
    page.get_by_role("link", name="改一改").click()
    page.locator("[name=wanted_on]").fill((now() + timedelta(days=40)).date().isoformat())
    page.locator("form.form .btn.go").click()
    page.locator(".ready .btn.go").click()
    expect(page.locator(".top")).to_contain_text("已确认")


def test_a_price_is_decided_while_the_customer_waits_and_ordered_as_agreed(firm: Firm, come: Come) -> None:
    phone = come(firm.address, **PHONE).sign_in("south@hengxin.example", PASSWORD)
    customer = f"{firm.address}/customers/{firm.numbers['other_id']}/"
    page = phone.open(customer)
    quoted_and_asked(page)
    countered(come(firm.address).sign_in("boss@hengxin.example", PASSWORD).open("/approvals/"))
    page.reload()
    expect(page.locator(".msgs")).to_contain_text("审批人愿意这样同意")
    page.get_by_role("button", name="接受还价").click()
    expect(page.locator(".msgs")).to_contain_text("还剩 120 件")

    page.goto(customer)
    page.get_by_text("下一步", exact=True).first.click()
    page.locator("#quotes .mini a").first.click()
    ordered(page, page.url)

    page.goto(customer)
    begun(page, "新订单")
    phone.bears = ("422",)
    add_line(page, product="V-1", quantity="20")
    expect(page.locator("[role=alert]")).to_contain_text("已用完")
    page.get_by_role("link", name="申请追加").click()
    expect(page.locator("[name=quantity]")).to_have_value("20")
    expect(page.locator("[name=price]")).to_have_value("3900.00")
    page.goto(customer)
    for words in ON_THE_TIMELINE:
        expect(page.locator("#timeline")).to_contain_text(words)
