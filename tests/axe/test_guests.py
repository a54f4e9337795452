"""Pages before the door: signing in, links of welcome, what went wrong, and the set-up from its first page to its last."""

import pytest
from playwright.sync_api import Page, expect

from tests.axe.looking import everywhere
from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.browser.program import Program
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD
from tongxin.base.clock import now
from tongxin.base.one_time_codes import code_at, step_of

pytestmark = pytest.mark.browser
LANGUAGE = "en"  # its words are longer; journeys walk through these pages in Chinese
GO = "form .btn.go"


def in_order(found: dict[str, list[str]]) -> None:
    assert {name: what for name, what in found.items() if what} == {}


def test_the_door_and_what_stands_before_it(firm: Firm, come: Come) -> None:
    visitor, found = come(firm.address, LANGUAGE), {}
    visitor.bears = ("status of 4",)  # refusals are what is looked at here
    page = visitor.open("/login/")
    found["the door"] = everywhere(visitor)
    page.locator(GO).click()
    expect(page.locator(".field .err").first).to_be_visible()
    found["nothing typed"] = everywhere(visitor)
    page.locator("[name=email]").fill("nobody@hengxin.example")
    page.locator("[name=password]").fill("nothing")
    page.locator(GO).click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["refused"] = everywhere(visitor)
    visitor.open("/welcome/nonsense/")
    found["a link that has ended"] = everywhere(visitor)
    visitor.open("/no/such/page/")
    found["nothing here"] = everywhere(visitor)
    in_order(found)


def test_what_goes_wrong_behind_the_door(firm: Firm, come: Come) -> None:
    visitor, found = come(firm.address, LANGUAGE).sign_in("south@hengxin.example", PASSWORD), {}
    visitor.bears = ("status of 4",)
    expect(visitor.page.locator(".badge")).to_be_visible()
    found["a bell that counts"] = everywhere(visitor)
    visitor.open("/settings/people/")
    expect(visitor.page.locator("main")).to_contain_text("40")
    found["not yours to do"] = everywhere(visitor)
    page = visitor.open("/settings/me/")
    page.locator("[name=csrfmiddlewaretoken]").evaluate_all(
        "all => all.forEach(one => { one.value = 'x'.repeat(64); })"
    )
    page.locator(GO).first.click()
    expect(page.locator("main form input[type=hidden]").first).to_be_attached()
    found["a form that stood open too long"] = everywhere(visitor)
    in_order(found)


def test_the_second_step(firm: Firm, come: Come) -> None:
    visitor, found = come(firm.address, LANGUAGE).sign_in("stranger@hengxin.example", PASSWORD), {}
    page = visitor.open("/settings/me/second-factor/")
    page.locator("[name=old]").fill(PASSWORD)
    page.locator(GO).click()
    key = page.locator("#key").input_value().replace(" ", "")
    found["an app to connect"] = everywhere(visitor)
    page.locator("[name=code]").fill(code_at(key, step_of(now())))
    page.locator(GO).click()
    code = page.locator("#codes").input_value().split("\n")[0]
    found["codes to keep"] = everywhere(visitor)
    guest = come(firm.address, LANGUAGE)
    page = guest.open("/login/")
    page.locator("[name=email]").fill("stranger@hengxin.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator(GO).click()
    expect(page.locator("[name=code]")).to_be_focused()
    found["a code asked for"] = everywhere(guest)
    page.locator("[name=code]").fill(code)
    page.locator(GO).click()
    page.wait_for_url("**/today/")
    page = guest.open("/settings/me/second-factor/")
    page.locator("[name=old]").fill(PASSWORD)
    page.locator("form .btn.no").click()
    expect(page.locator(GO)).to_be_visible()
    in_order(found)


def found_the_firm(page: Page) -> None:
    for name, text in {
        "company": "恒信阀门",
        "name": "陈岚",
        "email": "chenlan@hengxin.example",
        "password": "Gate-valve-27",
    }.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator(GO).click()
    page.wait_for_url("**/setup/selling/")


def steps_behind_the_first(visitor: Visitor, found: dict[str, list[str]]) -> str:
    """Look at each; answers the link of a colleague."""
    page = visitor.page
    expect(page.locator("#import input[type=file]")).to_be_attached()
    found["how you sell"] = everywhere(visitor)
    page.locator("footer .btn.go").click()
    page.wait_for_url("**/setup/colleagues/")
    found["colleagues"] = everywhere(visitor)
    page.locator("[name=line-0-name]").fill("李薇")
    page.locator("[form=colleagues]").click()
    expect(page.locator(".field .err").first).to_be_visible()
    found["a colleague without an address"] = everywhere(visitor)
    page.locator("[name=line-0-email]").fill("liwei@hengxin.example")
    page.locator("[form=colleagues]").click()
    link = page.locator("input[value*='/welcome/']")
    expect(link).to_be_visible()
    address = link.input_value()
    found["their links"] = everywhere(visitor)
    page.locator("footer .btn.go").click()
    page.wait_for_url("**/setup/first/")
    page.locator("textarea[name=text]").fill("昨天拜访了苏州恒润，3天后回访")
    expect(page.locator("button.slot").first).to_be_visible()
    found["the first entry"] = everywhere(visitor)
    return address


def test_the_set_up_and_a_colleagues_welcome(empty: Program, come: Come) -> None:
    visitor, found = come(empty.address, LANGUAGE), {}
    visitor.bears = ("status of 4",)
    visitor.open("/setup/")
    found["without the link"] = everywhere(visitor)
    page = visitor.open(empty.set_up_link)
    found["the company"] = everywhere(visitor)
    page.locator(GO).click()
    expect(page.locator(".field .err").first).to_be_visible()
    found["nothing typed"] = everywhere(visitor)
    found_the_firm(page)
    link = steps_behind_the_first(visitor, found)
    visitor.open("/today/")
    found["today, half set up"] = everywhere(visitor)
    guest = come(empty.address, LANGUAGE)
    guest.open(link)
    expect(guest.page.locator("[name=password]")).to_be_visible()
    found["welcome"] = everywhere(guest)
    in_order(found)
