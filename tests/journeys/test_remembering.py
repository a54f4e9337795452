"""What is said of people in one sentence is remembered on the customer's page; the map says who decides."""

import pytest
from playwright.sync_api import expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_a_sentence_is_remembered_shown_and_taken_back(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/customers/?q=恒润")
    page.get_by_role("link", name="苏州恒润精密机械有限公司").first.click()
    said = page.locator("#mid textarea")
    said.fill("马志远爱喝龙井，农历腊月三十生日")
    expect(page.locator(".slot").filter(has_text="喜好 · 爱喝龙井")).to_be_visible()
    expect(page.locator(".slot").filter(has_text="生日")).to_be_visible()
    page.keyboard.press("Enter")
    memory = page.locator("#memory")
    expect(memory).to_contain_text("爱喝龙井")
    expect(memory).to_contain_text("农历腊月三十")
    expect(page.locator("#timeline")).to_contain_text("马志远爱喝龙井，农历腊月三十生日")
    page.locator(".toast").get_by_role("button", name="撤销").or_(
        page.locator(".toast").get_by_text("撤销")
    ).first.click()
    expect(memory).not_to_contain_text("爱喝龙井")


def test_a_fact_is_noted_on_the_page_and_the_map_says_who_decides(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/customers/?q=恒润")
    page.get_by_role("link", name="苏州恒润精密机械有限公司").first.click()
    memory = page.locator("#memory")
    memory.get_by_text("记住一件事").click()
    memory.locator("[name=text]").fill("只收纸质发票")
    memory.locator("[name=kind]").select_option("habit")
    memory.get_by_role("button", name="记住").click()
    expect(memory.locator(".facts")).to_contain_text("只收纸质发票")
    expect(page.locator("#timeline")).to_contain_text("只收纸质发票")
    page.get_by_role("link", name="展开图谱").click()
    expect(page.locator("#answer")).to_contain_text("马志远（支持）拍板")
    expect(page.locator("#map .core")).to_be_visible()
    page.locator("#map").focus()
    before = page.locator("#map svg").get_attribute("viewBox")
    page.keyboard.press("+")
    assert page.locator("#map svg").get_attribute("viewBox") != before
