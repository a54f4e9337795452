"""A list comes in, its broken rows are mended in a spreadsheet, and all of it is taken back."""

from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.firm import Firm
from tests.browser.fixtures import Come
from tests.browser.ledgers import ledger
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
ROWS = [
    ("扬州瘦西湖水务有限公司", "扬州市", "秦岚/13805250011", "", ""),
    ("", "镇江市", "", "", "名字漏填"),
    ("泰州海陵泵业有限公司", "泰州市", "高翔/1380526003", "", "手机少一位"),
]
ADDED = ["泰州海陵泵业有限公司", "扬州瘦西湖水务有限公司", "镇江金山热电有限公司"]


def bring_in(page: Page, file: Path) -> None:
    """Drop a file, look, bring everything in, wait for the report."""
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}/imports/")
    page.locator("input[type=file]").set_input_files(str(file))
    page.wait_for_url("**/imports/*/")
    expect(page.locator("#preview")).not_to_have_attribute("aria-busy", "true")
    page.locator("#decide .btn.go").click()
    expect(page.locator(".banner.jade")).to_be_visible()


def mended(rows: list[list[object]], folder: Path) -> Path:
    """The downloaded rows as somebody sends them back: the missing name and the missing digit filled in."""
    book = xlsxwriter.Workbook(str(folder / "改好的行.xlsx"))
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        texts = [str(cell).replace("1380526003", "13805260033") for cell in row]
        if "镇江市" in texts:
            texts[texts.index("镇江市") - 1] = "镇江金山热电有限公司"
        sheet.write_row(number, 0, texts)
    book.close()
    return folder / "改好的行.xlsx"


def shown(page: Page, name: str) -> int:
    """How many customers of this name the list shows."""
    page.goto(f"{page.url.split('/imports/')[0].split('/customers/')[0]}/customers/?q={name}")
    expect(page.locator("h1")).to_have_count(1)
    return page.locator("tr[data-row]").count()


def test_broken_rows_are_mended_and_brought_in_again_and_then_all_is_taken_back(
    firm: Firm, come: Come, tmp_path: Path
) -> None:
    page = come(firm.address).sign_in("boss@hengxin.example", PASSWORD).page
    bring_in(page, ledger(tmp_path / "苏中客户.xlsx", ROWS))
    first = page.url
    expect(page.locator("#left-out")).to_contain_text("13")
    with page.expect_download() as down:
        page.locator("#left-out a.btn").click()
    kept = tmp_path / "要改的行.xlsx"
    down.value.save_as(kept)
    rows = CalamineWorkbook.from_path(str(kept)).get_sheet_by_index(0).to_python()
    assert any("镇江市" in row for row in rows), rows

    bring_in(page, mended(rows, tmp_path))
    second = page.url
    expect(page.locator("#left-out")).to_have_count(0)
    assert [shown(page, name) for name in ADDED] == [1, 1, 1]
    page.get_by_role("link", name="镇江金山热电有限公司").click()
    expect(page.locator("h1")).to_have_text("镇江金山热电有限公司")
    page.goto(f"{firm.address}/contacts/?q=0033")
    expect(page.locator("tr[data-row]")).to_contain_text("高翔")

    for address in (second, first):
        page.goto(address)
        page.locator("form[action$='/undoing/'] button").click()
        expect(page.locator("main")).to_contain_text("撤回结果")
    assert [shown(page, name) for name in ADDED] == [0, 0, 0]
