import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visitor import chromium
from tongxin.base.ui.tests.browser_page import served

pytestmark = pytest.mark.browser
SEND = ".btn.go:not(.skiplink)"
WORDS = "马总同意先改 2 号线"


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address():
    with served() as address:
        yield address


@pytest.fixture
def opened(browser, address, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if "Security Policy" in said.text else None)
    page.goto(address)
    yield page
    context.close()


@pytest.fixture
def page(opened):
    yield opened
    assert opened.complaints == []


def keeps(page, count, shelf="localStorage"):
    # A strict policy forbids what playwright's own way of waiting needs.
    end = time.monotonic() + 10
    while page.evaluate(f"Object.keys({shelf}).filter((name) => name.startsWith('draft:')).length") != count:
        assert time.monotonic() < end, page.evaluate(f"Object.keys({shelf})")
        page.wait_for_timeout(20)


def typed(page, shelf="localStorage"):
    page.locator("#t").fill(WORDS)
    page.locator("#t").blur()
    keeps(page, 1, shelf)


def test_a_key_pressed_before_the_behaviours_are_there_is_not_lost(page, address):
    late = []
    page.route("**/js/kit.js", lambda route: late.append(route))
    page.goto(address, wait_until="commit")
    page.locator(".cmd").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.press("?")
    expect(page.locator("#palette")).to_be_hidden()
    late[0].continue_()
    expect(page.locator("#palette")).to_be_visible()
    expect(page.locator("#keys")).to_be_hidden()


def test_the_palette_opens_finds_and_closes_without_a_mouse(page):
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.type("恒")
    expect(page.locator("#palette [aria-selected=true]")).to_have_text("苏州恒润精密")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#found$"))
    expect(page.locator("#palette")).to_be_hidden()


def test_the_palette_knows_places_by_their_pinyin_and_the_pages_own_deeds(page):
    page.keyboard.press("Control+k")
    expect(page.locator("#palette [role=option]")).to_have_count(2)
    page.keyboard.type("kehu")
    expect(page.locator("#palette [href='#place']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()


def test_keys_rest_while_someone_types(page):
    page.evaluate("document.getElementById('deed').addEventListener('click', () => { document.title = 'done'; })")
    page.locator("#t").press_sequentially("g x ?")
    expect(page.locator("#keys")).to_be_hidden()
    assert page.title() != "done"
    page.locator("#t").blur()
    page.keyboard.press("g")
    page.keyboard.press("x")
    expect(page).to_have_title("done")


def test_keys_can_be_switched_off_except_with_ctrl(page):
    page.evaluate("document.documentElement.dataset.hotkeys = 'off'")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()


def test_typed_words_come_back_after_the_page_is_lost_and_go_when_saved(page):
    with page.expect_response("**/alike/"):  # what a form asks on its way is no sending
        typed(page)
    page.reload()
    expect(page.locator("#t")).to_have_value(WORDS)
    page.locator(SEND).click()
    expect(page.locator(".toast")).to_contain_text("记下了")
    assert page.evaluate("localStorage.length") == 0


def test_words_are_sealed_in_the_browser_and_nobody_reads_them_with_another_key(page, address):
    typed(page)
    assert "2 号线" not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    page.goto(f"{address}new-key/")
    keeps(page, 0)
    expect(page.locator("#t")).to_have_value("")


def test_a_visitor_without_a_key_keeps_words_in_the_tab_alone(page, address):
    page.goto(f"{address}visitor/")
    typed(page, shelf="sessionStorage")
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.locator("#t")).to_have_value(WORDS)


def test_old_words_go_though_nobody_opens_their_form_again(page):
    entry = "JSON.stringify({ at: Date.now() - %d * 86400000, sealed: 'x' })"
    page.evaluate(
        f"localStorage.setItem('draft:7:old', {entry % 15}); localStorage.setItem('draft:7:new', {entry % 13})"
    )
    page.reload()
    keeps(page, 1)
    assert page.evaluate("localStorage.key(0)") == "draft:7:new"


def test_who_signs_out_leaves_no_typed_words_behind(page):
    typed(page)
    page.locator("#leave").click()
    expect(page.locator("#t")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_a_form_is_sent_once_and_then_gets_a_new_token(page):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if request.url.endswith("/add/") else None)
    before = page.locator("[name=once]").input_value()
    page.locator(SEND).dblclick()
    expect(page.locator(".toast")).to_be_visible()
    assert len(sent) == 1
    assert page.locator("[name=once]").input_value() != before


def test_what_loads_the_page_anew_can_still_be_taken_back_and_is_said_once(page):
    with page.expect_navigation():
        page.locator("#many").click()
    expect(page.locator(".toast")).to_contain_text("标了")
    with page.expect_navigation():
        page.locator(".toast .undo").click()
    expect(page.locator(".toast")).to_contain_text("撤销了")
    expect(page.locator(".toast .undo")).to_have_count(0)


def test_an_ended_session_offers_a_way_in_and_keeps_the_words(page):
    page.locator("#t").fill("还没存")
    page.locator("#gone").click()
    expect(page.locator(".banner.over a")).to_have_attribute("target", "_blank")
    expect(page.locator("#t")).to_have_value("还没存")


def test_a_lost_network_is_said_and_can_be_retried(page):
    page.locator("#t").fill("还没存")
    page.context.set_offline(True)
    page.locator(SEND).click()
    expect(page.locator(".toast")).to_have_attribute("role", "alert")
    page.context.set_offline(False)
    page.locator(".toast .undo").click()
    expect(page.locator(".toast").filter(has_text="记下了")).to_be_visible()


def test_what_the_page_asks_again_and_again_is_no_lost_work_and_complains_once(page):
    expect(page.locator("output")).to_have_text("1")
    page.route("**/number/", lambda route: route.abort())
    expect(page.locator(".banner.over")).to_be_visible()
    expect(page.locator(".toast")).to_have_count(0)
    page.route("**/add/", lambda route: route.abort())
    page.locator(SEND).click()
    expect(page.locator(".toast")).to_have_count(1)
    page.locator(SEND).click()
    page.wait_for_timeout(300)
    expect(page.locator(".toast")).to_have_count(1)
    page.unroute("**/number/")
    expect(page.locator(".banner.over")).to_have_count(0)


def test_rows_are_walked_and_picked_by_keyboard(page):
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("input[data-row]:checked")).to_have_count(3)
    expect(page.locator("[data-count]")).to_have_text("3")


def test_a_cell_is_edited_in_place_and_escape_brings_the_words_back(page):
    cell = page.locator("[data-edit]").first
    cell.dblclick()
    expect(cell.locator("input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cell).to_have_text("旧话")
    page.keyboard.press("Enter")
    expect(cell.locator("input")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell).to_have_text("新话")


def test_a_menu_takes_the_focus_walks_and_gives_it_back(page):
    page.locator("#more").click()
    expect(page.locator("#m a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#m a").last).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#more")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 900, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_frame_is_free_of_accessibility_faults(opened, width, theme):
    page = opened  # the checker itself adds styles, which the policy refuses: its complaints do not count
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    faults = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})
    found = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults.response["violations"]]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_thing_to_do_that_is_about_nobody_stands_on_one_line_on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 800})
    what, button = (page.locator(place).bounding_box() for place in ("[href='#call']", "#called"))
    assert button["y"] < what["y"] + what["height"] / 2 < button["y"] + button["height"]
    assert what["x"] < 80
