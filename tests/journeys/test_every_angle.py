"""A question nobody thought of before: built in words, kept for the firm, opened by somebody who sees less."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
LONG_AGO = {"上海申通给排水设备有限公司", "南京紫金热电有限公司", "Rheintal Armaturen GmbH", "张家港保税区宏达国际贸易进出口有限责任公司"}  # fmt: skip


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """Until the form that answers stands in the place of the one that asked."""
    page.locator("#asking form").evaluate("form => { form.dataset.asked = '1' }")
    yield
    expect(page.locator("#asking form:not([data-asked])")).to_be_visible()


def choose(page: Page, at: str, value: str) -> None:
    """Choose in one box of the builder."""
    with answered(page):
        page.locator(f"[id='{at}']").select_option(value)


def press(page: Page, deed: str) -> None:
    """Press a button of the builder."""
    with answered(page):
        page.locator(f"button[name=do][value='{deed}']").last.click()


def shown(page: Page) -> set[str]:
    return set(page.locator("tr[data-row] .who a").all_inner_texts())


def build(page: Page, days: str) -> None:
    """Customers with a contact who decides, and no visit for so many days."""
    page.keyboard.press("f")
    expect(page.locator("#asking form")).to_be_visible()
    held: list[Route] = []
    page.route("**/conditions/**", lambda route: route.continue_() if held else held.append(route))
    page.locator("[id='c0-field']").select_option("tier")  # is not answered before the next choice is made
    choose(page, "c0-field", "contacts")
    choose(page, "c0.0-field", "role")
    page.locator("[id='c0.0-value0']").select_option("decider")
    press(page, "add:")
    choose(page, "c1-field", "activities")
    choose(page, "c1.0-field", "activity_kind")
    page.locator("[id='c1.0-value0']").select_option("visit")
    press(page, "add:1")
    choose(page, "c1.1-field", "at")
    choose(page, "c1.1-op", "last_n_days")
    type_meanwhile(page, days)
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/?filter=*")


def type_meanwhile(page: Page, days: str) -> None:
    """A value is typed before a choice in another line is answered; it stays."""
    held: list[Route] = []
    page.unroute("**/conditions/**")
    page.route("**/conditions/**", lambda route: held.append(route))
    page.locator("[id='c1-op']").select_option("has_no")
    page.locator("[id='c1.1-value0']").fill(days)
    with page.expect_response("**/conditions/**"):
        held[0].continue_()
    page.unroute("**/conditions/**")
    expect(page.locator("[id='c1-op']")).to_have_value("has_no")
    expect(page.locator("[id='c1.1-value0']")).to_have_value(days)


def test_a_question_is_built_kept_for_the_firm_and_opened_with_a_narrower_scope(firm: Firm, come: Come) -> None:
    visitor = come(firm.address).sign_in("boss@hengxin.example", PASSWORD)
    visitor.bears = ("htmx:",)  # a question that a newer one makes idle is given up, and htmx says so
    page = visitor.open("/customers/")
    build(page, "60")
    expect(page.locator("main")).to_contain_text("没有符合的客户")
    page.locator(".chip.add").click()
    page.locator("#asking [id='c1.1-value0']").fill("30")
    page.keyboard.press("Enter")
    expect(page.locator(".filterbar")).to_contain_text("过去 30 天内")
    assert shown(page) == LONG_AGO

    page.locator("[popovertarget=view-save]").click()
    page.locator("#view-save [name=name]").fill("拍板人久未见")
    page.locator("#view-save [name=sharing]").select_option("firm")
    page.locator("#view-save .btn.go").click()
    expect(page.locator(".viewtabs [aria-current=page]")).to_contain_text("拍板人久未见")
    assert shown(page) == LONG_AGO

    other = come(firm.address).sign_in("seller@hengxin.example", PASSWORD).open("/customers/")
    other.get_by_role("link", name="拍板人久未见").click()
    expect(other.locator(".viewtabs [aria-current=page]")).to_contain_text("拍板人久未见")
    expect(other.locator("main")).to_contain_text("没有符合的客户")

    colleague = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/customers/")
    colleague.get_by_role("link", name="拍板人久未见").click()
    expect(colleague.locator(".viewtabs [aria-current=page]")).to_contain_text("拍板人久未见")
    assert {"上海申通给排水设备有限公司", "Rheintal Armaturen GmbH"} <= shown(colleague) < LONG_AGO


def test_a_cell_is_changed_where_it_stands(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("boss@hengxin.example", PASSWORD).open("/customers/?q=宏达贸易")
    cell = page.locator("td[data-edit$='/tier/']").first
    cell.dblclick()
    cell.locator("input[name=value]").fill("D")
    page.keyboard.press("Enter")
    expect(cell.locator(".grade")).to_have_text("D")
    expect(page.locator(".toast .undo")).to_be_visible()
    page.locator(".toast .undo").click()
    expect(page.locator("td[data-edit$='/tier/'] .grade").first).to_have_text("C")
