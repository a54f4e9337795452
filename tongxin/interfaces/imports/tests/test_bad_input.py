"""What people drop by mistake or on purpose: a clear sentence, nothing half-done, and the good rows still come in."""

import io
import re
import resource
import zipfile

import pytest
import xlsxwriter
from django.utils import translation

from tests.cast import Cast
from tongxin.base.reading import Unreadable
from tongxin.directory.parties.models import Party
from tongxin.interfaces.imports.actions import DiskFull, FileTooLarge, keeping
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.tests.bringing import bring_in, csv_bytes, drop


def xlsx(rows: list[tuple[object, ...]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("客户表")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return content.getvalue()


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * 300_000_000)
    return content.getvalue()


HAN = re.compile("[\u4e00-\u9fff]")
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500
GOOD = xlsx([("单位名称", "电话"), ("恒润精密机械厂", "13800138000")])

HOPELESS = {
    "empty": (b"", "客户.csv"),
    "blank": (b" \n \n", "客户.csv"),
    "encrypted": (LOCKED, "客户.xlsx"),
    "truncated": (GOOD[: len(GOOD) // 2], "客户.xlsx"),
    "a picture called xlsx": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "客户.xlsx"),
    "a program called csv": (b"MZ\x90\x00" + bytes(range(256)) * 20, "客户.csv"),
    "a PDF": (b"%PDF-1.7\n" + b"\x00" * 100, "客户.csv"),
    "an archive": (b"PK\x03\x04" + b"\x00" * 100, "客户.zip"),
    "a bomb": (bomb(), "客户.xlsx"),
    "five thousand columns": (csv_bytes([f"列{n}" for n in range(5000)], [["x"] * 5000]), "宽.csv"),
}


@pytest.mark.parametrize("what", HOPELESS)
def test_what_can_not_be_read_is_refused_in_a_sentence_and_leaves_nothing(cast: Cast, what: str, tmp_path) -> None:
    content, name = HOPELESS[what]
    for language in ("en", "zh-hans"):
        with translation.override(language):
            with pytest.raises(Unreadable) as refusal:
                drop(cast.boss, content, name)
            assert len(refusal.value.reason) > 5
            assert bool(HAN.search(refusal.value.reason)) == (language != "en")
    assert not Import.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_is_too_large_is_refused_while_it_arrives(cast: Cast, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(keeping, "FILE_BYTES", 1000)
    with pytest.raises(FileTooLarge):
        drop(cast.boss, b"x" * 1001)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_disk_without_room_is_said_and_leaves_nothing(cast: Cast, tmp_path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(DiskFull):
            drop(cast.boss, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not Import.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


HEADINGS = ("单位名称", "电话", "城市", "最近联系", "备注")


def test_strange_signs_come_in_as_they_are_and_hidden_ones_go(cast: Cast) -> None:
    rows = [
        ("𠮷野家🍜有限公司", "", "东京", "", "a\u202eb"),
        ("=SUM(A1:A9)厂", "", "苏州", "", '=HYPERLINK("http://x")'),
        ("NUL\x00厂", "", "苏州", "", ""),
        ("<script>alert(1)</script>厂", "", "苏州", "", "%(name)s {{ x }}"),
        ("Robert'); DROP TABLE parties;--厂", "", "苏州", "", ""),
    ]
    of = bring_in(cast.boss, csv_bytes(HEADINGS, rows))
    assert (of.state, of.created, of.rejected) == (Import.State.DONE, 5, 0)
    names = set(Party.objects.values_list("name", flat=True))
    assert names == {
        "𠮷野家🍜有限公司",
        "=SUM(A1:A9)厂",
        "NUL厂",
        "<script>alert(1)</script>厂",
        "Robert'); DROP TABLE parties;--厂",
    }
    assert Party.objects.get(name__startswith="𠮷").note == "ab"


def test_a_formula_in_a_spreadsheet_is_only_its_result(cast: Cast) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("单位名称", "城市"))
        page.write_formula(1, 0, '="恒润"&"机械厂"', None, "恒润机械厂")
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    of = bring_in(cast.boss, content.getvalue(), "公式.xlsx")
    assert (of.created, of.wrong) == (1, 1)
    assert Party.objects.get().name == "恒润机械厂"
    assert "#DIV/0!" in of.rejections.get().reason


@pytest.mark.alike
def test_an_endless_cell_spoils_its_own_value_alone(cast: Cast) -> None:
    rows = [
        ("长" * 10_000_000, "", "无锡", "", ""),
        ("恒润精密机械厂", "", "城" * 10_000_000, "", ""),
        ("远东泵业厂", "", "常州", "", ""),
    ]
    of = bring_in(cast.boss, csv_bytes(HEADINGS, rows))
    assert (of.created, of.rejected, of.wrong) == (2, 1, 1)
    assert all(len(rejection.value) <= 500 for rejection in of.rejections.all())


def test_wrong_days_and_numbers_are_named_one_by_one(cast: Cast) -> None:
    days = ["2026-02-30", "13/13/2025", "明年", "0", "99999999", "2025-01-01"]
    of = bring_in(cast.boss, csv_bytes(HEADINGS, [(f"客户{n}号厂", "12", "", day, "") for n, day in enumerate(days)]))
    assert of.created == 6
    assert [rejection.value for rejection in of.rejections.filter(column="最近联系")] == days[:5]


def test_headings_that_stand_twice_are_kept_apart(cast: Cast) -> None:
    of = bring_in(
        cast.boss, csv_bytes(("单位名称", "电话", "电话", ""), [("恒润精密机械厂", "13800138000", "13900139000", "?")])
    )
    assert of.created == 1
    assert Party.objects.get(is_customer=True).points.count() == 2


def test_a_file_of_headings_alone_brings_in_nothing(cast: Cast) -> None:
    of = bring_in(cast.boss, csv_bytes(HEADINGS, []))
    assert (of.state, of.read, of.created) == (Import.State.DONE, 0, 0)


def test_a_file_that_breaks_off_keeps_what_came_and_can_be_taken_back(cast: Cast) -> None:
    rows = csv_bytes(HEADINGS, [(f"客户{n}号厂", "", "苏州", "", "") for n in range(800)], "utf-16")
    of = bring_in(cast.boss, rows[: len(rows) - 1001])
    assert of.state in (Import.State.DONE, Import.State.FAILED)
    assert of.created == Party.objects.count() > 700
