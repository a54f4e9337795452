"""A flow is changed by somebody who never drew one: by buttons and keys, undone, tried on what was asked before, published."""

import pytest
from playwright.sync_api import expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def test_a_flow_is_drawn_tried_and_published(firm: Firm, come: Come) -> None:
    visitor = come(firm.address).sign_in("boss@hengxin.example", PASSWORD)
    page = visitor.open("/flows/new/?from=sample")
    page.locator("[name=name]").fill("样品试画")
    page.get_by_role("button", name="开始画").click()
    drawing, inspector = page.locator("#fd-drawing"), page.locator("#fd-inspector")

    drawing.get_by_role("link", name="直接上级").first.press("Enter")
    expect(inspector.locator("h2")).to_have_text("直接上级")
    inspector.locator("[name=hours]").fill("2")
    inspector.locator("[name=hours]").press("Tab")
    expect(drawing).to_contain_text("承诺 2 小时")
    inspector.locator("[name=who0_from]").select_option("post")
    inspector.locator("[name=who0_title]").select_option("总经理")
    expect(drawing).to_contain_text("总经理")

    place = drawing.locator("[data-place='in:how_dear:0']")
    place.press("Enter")
    expect(place).to_have_attribute("aria-current", "true")
    page.locator("#fd-palette").get_by_role("button", name="告诉谁").press("Enter")
    expect(inspector.locator("h2")).to_have_text("告知")
    page.get_by_role("button", name="撤销").first.press("Enter")
    expect(drawing.get_by_text("告知")).to_have_count(0)

    drawing.get_by_role("link", name="值多少钱").press("Enter")
    inspector.get_by_role("button", name="加一路").press("Enter")
    expect(drawing.locator(".faults")).to_contain_text("没说什么时候走「另一路」")
    inspector.get_by_role("link", name="设条件").filter(has_text="另一路").click()
    dialog = page.locator("#dialog")
    dialog.locator("[name='c0:field']").select_option("quantity")
    dialog.locator("[name='c0:value']").fill("10")
    dialog.get_by_role("button", name="保存").last.click()
    expect(drawing).to_contain_text("数量")
    expect(drawing.locator(".faults")).to_have_count(0)

    page.get_by_role("link", name="发布").first.click()
    page.get_by_label("对大家来说有什么变化").fill("样品从这里申请")
    page.get_by_role("button", name="发布第 1 版").click()
    expect(page.locator("main")).to_contain_text("第 1 版")
    assert visitor.complaints == []
