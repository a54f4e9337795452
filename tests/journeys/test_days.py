"""A week is planned: a meeting by one sentence, moved by keys and by mouse; a task asked and done; a customer followed."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
AHEAD = date.today() + timedelta(days=14 - date.today().weekday())  # noqa: DTZ011  # the day of the machine, as the page has it


def test_a_meeting_is_entered_moved_answered_and_called_off(firm: Firm, come: Come) -> None:
    seller = come(firm.address).sign_in("seller@hengxin.example", PASSWORD)
    page = seller.open(f"/calendar/?view=week&on={AHEAD}")
    page.locator(".calquick input[name=sentence]").fill(f"{AHEAD} 下午3点和赵航评审")
    page.keyboard.press("Enter")
    block = page.locator(".calday .calent", has_text="评审")
    expect(block).to_contain_text("15:00")
    block.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".calday .calent", has_text="评审")).to_contain_text("15:15")
    page.keyboard.press("Alt+ArrowRight")
    next_day = page.locator(f".calday[data-day='{AHEAD + timedelta(days=1)}']")
    expect(next_day.locator(".calent", has_text="评审")).to_be_visible()
    page.locator(".calent[data-key]", has_text="评审").drag_to(
        page.locator(f".calday[data-day='{AHEAD + timedelta(days=3)}']")
    )
    expect(page.locator(f".calday[data-day='{AHEAD + timedelta(days=3)}'] .calent", has_text="评审")).to_be_visible()

    colleague = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/calendar/")
    colleague.locator(".calside").get_by_role("link", name=re.compile("评审")).click()
    colleague.locator("#dialog button[value=yes]").click()
    expect(colleague.locator(".toast")).to_contain_text("评审")

    page.locator(".calent", has_text="评审").first.click()
    expect(page.locator("#dialog")).to_contain_text("会来")
    page.locator("#dialog button", has_text="取消日程").click()
    expect(page.locator(".calday .calent", has_text="评审")).to_have_count(0)


def test_a_task_is_asked_in_one_sentence_and_done(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("seller@hengxin.example", PASSWORD).open("/tasks/")
    page.locator("input[name=sentence]").fill("让赵航明天前出法兰图")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("赵航")
    colleague = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/tasks/")
    row = colleague.locator("#tasks li", has_text="出法兰图")
    row.get_by_role("button").first.click()
    colleague.goto(f"{firm.address}/tasks/?box=later")
    colleague.locator("#tasks li", has_text="出法兰图").get_by_role("button").first.click()
    expect(colleague.locator("#tasks li", has_text="出法兰图")).to_have_count(0)


def test_a_colleague_is_named_and_follows(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("boss@hengxin.example", PASSWORD).open("/customers/")
    page.get_by_role("link", name=re.compile("恒润")).first.click()
    page.locator("a[href*='/talk/']").first.click()
    dialog = page.locator("#dialog #talk")
    dialog.locator("textarea").fill("@周启明 这家先别报价")
    dialog.locator(".formfoot .btn.go").click()
    expect(page.locator(".toast")).to_be_visible()
    manager = come(firm.address).sign_in("manager@hengxin.example", PASSWORD).open("/notices/")
    expect(manager.locator("#main")).to_contain_text("恒润")
