"""Made to fit without code: an administrator adds fields in the browser, a salesperson fills them a minute later."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
HENGRUN = "苏州恒润精密机械有限公司"


def add_field(page: Page, address: str, type: str, label: str) -> None:
    """Choose a type and say the name; the rest is the story's."""
    page.goto(f"{address}/settings/fields/")
    page.locator("main").get_by_role("link", name="加字段").click()
    page.locator("main").get_by_role("link", name=type).first.click()
    page.locator("[name=label]").fill(label)


def save(page: Page, said: str) -> None:
    """Save, and be told."""
    page.locator("main .btn.go").click()
    expect(page.locator(".toast, .messages")).to_contain_text(said)


def fill(page: Page, key: str, value: str, *, is_choice: bool = False) -> None:
    """Edit a fact in its place by the keyboard."""
    page.locator(f"#fact-{key} [data-edit]").press("Enter")
    field = page.locator(f"#fact-{key} [name=value]")
    if is_choice:
        field.select_option(label=value)
    else:
        field.fill(value)
    page.locator(f"#fact-{key} .btn.go").click()
    expect(page.locator(f"#fact-{key} form")).to_have_count(0)


def test_a_choice_and_a_formula_are_added_and_filled_without_code(firm: Firm, come: Come) -> None:
    boss = come(firm.address).sign_in("boss@hengxin.example", PASSWORD).open("/settings/fields/")
    add_field(boss, firm.address, "单选", "付款方式")
    boss.locator("[name=choices]").fill("月结 30 天\n月结 60 天\n款到发货")
    boss.locator("[name=on_form]").check()
    save(boss, "付款方式")
    add_field(boss, firm.address, "数字", "设备台数")
    boss.locator("[name=on_form]").check()
    save(boss, "设备台数")
    add_field(boss, firm.address, "公式", "备件预算")
    boss.get_by_role("button", name="设备台数").click()
    expect(boss.locator("#id_formula")).to_have_value("[设备台数]")
    boss.locator("#id_formula").fill("[设备台数] * [单价]")
    expect(boss.locator(".formula mark")).to_have_text("[单价]")
    expect(boss.locator(".formula-said")).to_contain_text("单价")
    boss.locator("#id_formula").fill('[设备台数] * 如果([付款方式] = "款到发货", 900, 1000)')
    expect(boss.locator(".formula-said")).to_contain_text("结果是数字")
    save(boss, "备件预算")

    visitor = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD)
    visitor.bears = ("422",)
    seller = visitor.open("/customers/?q=恒润")
    seller.get_by_role("link", name=HENGRUN).first.click()
    seller.wait_for_url("**/customers/*/")
    fill(seller, "c_fu_kuan_fang_shi", "款到发货", is_choice=True)
    fill(seller, "c_she_bei_tai_shu", "12")
    seller.reload()
    expect(seller.locator("#left")).to_contain_text("款到发货")
    expect(seller.locator("#left")).to_contain_text("10,800")
    expect(seller.locator("#timeline")).to_contain_text("设备台数")

    seller.goto(f"{firm.address}/customers/new/")
    seller.locator("[name=name]").fill("太仓试样机械有限公司")
    seller.locator("[name=c_fu_kuan_fang_shi]").select_option(label="月结 60 天")
    seller.locator("[name=c_she_bei_tai_shu]").fill("viele")
    seller.locator("main .btn.go").click()
    expect(seller.locator(".err")).to_contain_text("数字")
    seller.locator("[name=c_she_bei_tai_shu]").fill("3")
    seller.locator("main .btn.go").click()
    seller.wait_for_url("**/customers/*/")
    expect(seller.locator("#left")).to_contain_text("3,000")
