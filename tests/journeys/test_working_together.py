"""A working day: a colleague comes, finds, notes, plans; two meet on one field; a session ends; somebody leaves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
HENGRUN = "苏州恒润精密机械有限公司"


def found_by(page: Page, words: str) -> None:
    """Open the palette, type, wait for the customer, choose it with Enter."""
    page.keyboard.press("Control+k")
    page.locator("#palette input").press_sequentially(words)
    expect(page.locator("#palette [role=option]").filter(has_text=HENGRUN)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(HENGRUN)


def test_an_invited_colleague_finds_a_customer_notes_a_visit_and_sees_the_next_step(firm: Firm, come: Come) -> None:
    boss = come(firm.address).sign_in("boss@hengxin.example", PASSWORD).open("/settings/people/new/")
    boss.get_by_label("姓名").fill("韩雪")
    boss.get_by_label("邮箱").fill("hanxue@hengxin.example")
    unit = boss.locator("[name=unit]")
    unit.select_option(unit.locator("option", has_text="苏州").get_attribute("value"))
    boss.get_by_label("销售").check()
    boss.locator("main .btn.go").click()
    link = boss.locator("input[value*='/welcome/']").input_value()

    han = come(firm.address)
    page = han.open(link)
    page.locator("[name=password]").fill("sui-xin-2026")
    page.locator(".btn.go").click()
    page.wait_for_url("**/today/")
    for words in ("恒润", "szhr", "4567"):
        page.goto(f"{firm.address}/today/")
        found_by(page, words)

    page.locator("#mid textarea").fill("昨天拜访马志远，2 号线先改两台，3天后回访要结论")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("拜访")
    expect(page.locator("#timeline")).to_contain_text("2 号线先改两台")
    page.goto(f"{firm.address}/today/")
    coming = page.locator("#work section").filter(has_text="接下来几天")
    expect(coming).to_contain_text("回访要结论")
    expect(coming).to_contain_text("苏州恒润")


def test_what_was_noted_by_mistake_is_taken_back_from_the_toast(firm: Firm, come: Come) -> None:
    page = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD).open("/today/")
    page.keyboard.press("n")
    page.locator("#quick textarea").fill("给华跃自动化打了电话，记错人了")
    page.keyboard.press("Enter")
    expect(page.locator("#work")).to_contain_text("记错人了")
    page.locator(".toast .undo").click()
    expect(page.locator("#work")).not_to_contain_text("记错人了")
    page.goto(f"{firm.address}/activities/")
    expect(page.locator("#main")).to_contain_text("跟进")
    expect(page.locator("#main")).not_to_contain_text("记错人了")


def industry(page: Page, words: str) -> None:
    """Open the field in its place and type, without sending."""
    page.locator("#fact-industry [data-edit], #fact-industry[data-edit]").press("Enter")
    page.locator("#fact-industry input[name=value], [name=value]").fill(words)


def test_two_people_on_one_field_lose_nothing(firm: Firm, come: Come) -> None:
    first, second = come(firm.address), come(firm.address)
    first.sign_in("boss@hengxin.example", PASSWORD)
    second.sign_in("colleague@hengxin.example", PASSWORD)
    page = first.open("/customers/?q=华跃")
    page.get_by_role("link", name="昆山华跃自动化设备有限公司").click()
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    other = second.open(page.url)
    industry(page, "机器人")
    industry(other, "装备制造")
    page.keyboard.press("Enter")
    expect(page.locator("#fact-industry")).to_contain_text("机器人")

    second.bears = ("422",)
    other.keyboard.press("Enter")
    expect(other.locator("#fact-error")).to_contain_text("机器人")
    expect(other.locator("[name=value]")).to_have_value("装备制造")
    other.locator("[name=value]").press("Enter")
    expect(other.locator("#fact-industry")).to_contain_text("装备制造")
    page.reload()
    expect(page.locator("#fact-industry")).to_contain_text("装备制造")
    expect(page.locator("#timeline")).to_contain_text("机器人")


def test_words_typed_into_an_ended_session_are_sent_after_signing_in_again(firm: Firm, come: Come) -> None:
    visitor = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD)
    page = visitor.open("/today/")
    page.locator("#quick-today textarea").fill("给西子锅炉打了电话，下周三上门看锅炉房")
    visitor.context.clear_cookies(name="session")
    visitor.bears = ("401", "Unauthorized")
    page.keyboard.press("Enter")
    gone = page.locator(".banner.over")
    expect(gone).to_be_visible()
    expect(page.locator("#quick-today textarea")).to_have_value("给西子锅炉打了电话，下周三上门看锅炉房")
    with visitor.context.expect_page() as opened:
        gone.locator("a").click()
    door = opened.value
    door.locator("[name=email]").fill("colleague@hengxin.example")
    door.locator("[name=password]").fill(PASSWORD)
    door.locator("form .btn.go").click()
    door.wait_for_url("**/today/")
    gone.locator("button").click()
    expect(page.locator(".toast")).to_contain_text("西子锅炉")
    expect(page.locator("#quick-today textarea")).to_have_value("")
    page.goto(f"{firm.address}/activities/?q=锅炉房")
    expect(page.locator("main tbody tr:not(.grouphead)")).to_have_count(1)


def test_a_page_from_before_signing_in_anew_sends_at_the_second_press(firm: Firm, come: Come) -> None:
    visitor = come(firm.address).sign_in("colleague@hengxin.example", PASSWORD)
    page = visitor.open("/today/")
    page.locator("#quick-today textarea").fill("给申通给排水发了样本，等回话")
    expect(page.locator("#parsed-today")).to_contain_text("申通给排水")
    visitor.context.clear_cookies()
    second = visitor.context.new_page()
    visitor.page = second
    visitor.sign_in("colleague@hengxin.example", PASSWORD)
    visitor.bears = ("403",)
    page.route("**/today/", lambda route: (page.wait_for_timeout(400), route.continue_()))  # a slow new secret
    page.keyboard.press("Enter")
    expect(page.locator(".toast[role=alert]")).to_contain_text("再发一次")
    expect(page.locator("#quick-today textarea")).to_have_value("给申通给排水发了样本，等回话")
    page.locator("#quick-today textarea").press("Enter")
    expect(page.locator("#work")).to_contain_text("发了样本")


def test_somebody_let_go_is_out_with_their_next_click(firm: Firm, come: Come) -> None:
    leaving = come(firm.address).sign_in("clerk@hengxin.example", PASSWORD)
    page = leaving.open("/customers/")
    boss = come(firm.address).sign_in("boss@hengxin.example", PASSWORD).open("/settings/people/")
    boss.get_by_role("link", name="孙倩").click()
    boss.get_by_role("button", name="停用").click()
    expect(boss.locator(".toast, .banner").first).to_be_visible()
    page.locator("tr[data-row] a").first.click()
    page.wait_for_url("**/login/?next=*")
    leaving.bears = ("422",)
    page.locator("[name=email]").fill("clerk@hengxin.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .btn.go").click()
    expect(page.locator("[role=alert]")).to_be_visible()
