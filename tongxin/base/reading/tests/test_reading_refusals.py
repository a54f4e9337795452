"""Files that cannot be read are refused with a sentence that says what to do; strange ones are read all the same."""

import struct
import tracemalloc
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest

from .. import CellError, Unreadable, open_source
from ..limits import CELL_CHARACTERS
from ..value_shapes import text_shape
from .reading_files import MESSY, needs_shared_data, notes_of, read_to_the_end, refusal_of, text_file, workbook


def file_of(folder, content, name="list.xlsx"):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\0" * 500, "empty"),
        (b" \r\n\r\n", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (b"MZ\x90\0\x03" + bytes(200), "program"),
        (b"Rar!\x1a\x07\0" + bytes(50), "Unpack"),
        (b"{\\rtf1 ...}", "document"),
        (b"\xff\x00\x02\x00\x04\x04" + bytes(50), "very old program"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(50), "very old program"),
        (b"SQLite format 3\0" + bytes(50), "database"),
        (b'{"customers": [{"name": "a"}]}', "JSON"),
        (b"<?xml version='1.0'?><customers/>", "holds no table"),
        (b"<html><body><p>Please sign in</p></body></html>", "without a table"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "calendar"),
        (bytes(range(32)) * 40, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(400), "document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(400), "without one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "MatOST".encode("utf-16-le") + bytes(400), "another program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(400), "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
)
def test_a_file_that_is_something_else_is_refused_by_name(tmp_path, content, word):
    assert word in refusal_of(file_of(tmp_path, content))


def zipped(folder, **members):
    path = folder / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def test_archives_that_are_no_workbooks_are_refused_by_name(tmp_path):
    assert "document" in refusal_of(zipped(tmp_path, **{"word__document.xml": "x"}))
    assert "Unpack" in refusal_of(zipped(tmp_path, **{"list.csv": "a,b"}))
    assert "save it as .xlsx" in refusal_of(zipped(tmp_path, **{"xl__workbook.bin": "x"}))
    assert "save it as .xlsx" in refusal_of(zipped(tmp_path, mimetype="application/vnd.oasis.opendocument.spreadsheet"))


def test_a_truncated_workbook_is_refused(tmp_path):
    whole = workbook(tmp_path, [["客户名称"], ["甲公司"]]).read_bytes()
    assert "not copied completely" in refusal_of(file_of(tmp_path, whole[: len(whole) // 2]))


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path):
    path = workbook(tmp_path, [["客户名称"], ["甲公司"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v>"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "damaged" in refusal_of(path)


def with_sheet(folder, xml):
    path = workbook(folder, [["客户名称"], ["甲公司"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = xml
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_not_opened(tmp_path):
    assert "far larger" in refusal_of(with_sheet(tmp_path, b" " * 40_000_000))


def test_entities_that_blow_up_are_refused(tmp_path):
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert "not opened" in refusal_of(with_sheet(tmp_path, bomb))
    xml = b'<?xml version="1.0"?><!DOCTYPE W [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "not opened" in refusal_of(
        file_of(tmp_path, xml + b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&x;</Workbook>')
    )


def test_one_cell_far_away_costs_no_memory(tmp_path):
    xml = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>客户名称</v></c></row><row r="1048576"><c r="A1048576" t="str"><v>甲公司</v></c></row></sheetData></worksheet>'
    sheet = open_source(with_sheet(tmp_path, xml.encode()), "x").chosen
    assert [(row.number, row.cells) for row in sheet.rows()] == [(1048576, ["甲公司"])]


def test_five_thousand_columns_are_refused(tmp_path):
    row = [f"c{number}" for number in range(5000)]
    assert "up to 1000" in refusal_of(workbook(tmp_path, [row, row]))
    assert "up to 1000" in refusal_of(text_file(tmp_path, ",".join(row) + "\n" + ",".join(row)))
    narrow: list[list[object]] = [["客户名称"], *[["甲公司"]] * 300]
    assert "up to 1000" in refusal_of(workbook(tmp_path, [*narrow, row]))
    assert "up to 1000" in refusal_of(text_file(tmp_path, "客户名称\n" + "甲公司\n" * 300 + ",".join(row)))


def test_a_cell_of_ten_megabytes_is_cut_and_said(tmp_path):
    source = read_to_the_end(text_file(tmp_path, "客户名称,备注\n甲公司," + "很" * 3_500_000 + "\n乙公司,好\n"))
    first, second = source.chosen.rows()
    assert (len(first.cells[1]), second.cells) == (CELL_CHARACTERS + 1, ["乙公司", "好"])
    assert any("was cut" in note for note in notes_of(source))


def test_a_cell_of_a_workbook_far_too_long_is_cut_before_it_fills_the_memory(tmp_path):
    long = "很" * 200 + "a" * 9_000_000
    xml = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>备注</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>'
    path = with_sheet(tmp_path, f"{xml}{long}</t></is></c></row></sheetData></worksheet>".encode())
    tracemalloc.start()
    source = read_to_the_end(path)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 9_000_000
    assert len(next(source.chosen.rows()).cells[0]) == CELL_CHARACTERS + 1


def test_endless_digits_and_brackets_take_no_time(tmp_path):
    rows = [["客户名称", "(" * 90_000], ["1," * 45_000, "甲"], ["-" * 90_000 + "@", "乙"]]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    assert len(list(open_source(text_file(tmp_path, text), "x").chosen.rows())) >= 2
    assert text_shape("1," * 45_000) == "long"


def test_a_quotation_mark_that_is_never_closed_does_not_eat_the_rest(tmp_path):
    path = text_file(tmp_path, '客户名称,备注\n甲公司,好\n乙公司,"外径1" 的\n丙公司,"3\n' + "丁公司,x\n" * 20)
    assert "near row 4" in refusal_of(path)


def test_formulas_are_taken_by_their_saved_results_and_never_worked_out(tmp_path):
    xml = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>客户名称</v></c><c r="B1" t="str"><v>应收款</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>A1&amp;"x"</f><v>甲公司</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>乙公司</v></c><c r="B3"><f>1+2</f></c></row>'
        '<row r="4"><c r="A4" t="str"><v>丙公司</v></c><c r="B4" t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    )
    source = read_to_the_end(with_sheet(tmp_path, xml.encode()))
    assert [row.cells for row in source.chosen.rows()] == [
        ["甲公司", 2],
        ["乙公司", None],
        ["丙公司", CellError("#REF!")],
    ]
    assert any("no saved result" in note for note in notes_of(source))
    assert any("#REF!" in note for note in notes_of(source))
    text = open_source(text_file(tmp_path, '客户名称,备注\n=1+1,"=HYPERLINK(""x"")"\n'), "x")
    assert next(text.chosen.rows()).cells == ["=1+1", '=HYPERLINK("x")']


def test_rare_characters_and_directions_survive_and_controls_do_not(tmp_path):
    rows = [["客户名称", "备注"], ["𠮷野家🍜", "\u202eabc\u202c"], ["a\0b\x07c", "x"]]
    text = "\n".join(",".join(row) for row in rows)
    sheet = open_source(text_file(tmp_path, text), "x").chosen
    assert [row.cells for row in sheet.rows()] == [["𠮷野家🍜", "\u202eabc\u202c"], ["abc", "x"]]
    assert next(open_source(workbook(tmp_path, rows[:2]), "x").chosen.rows()).cells == ["𠮷野家🍜", "\u202eabc\u202c"]


def test_days_times_and_numbers_of_a_workbook_keep_their_kind(tmp_path):
    path = workbook(tmp_path, [["登记日期", "拜访时间", "数量", "金额"], [date(2026, 2, 28), 45000.5, 3, 3.5]])
    assert next(open_source(path, "x").chosen.rows()).cells == [date(2026, 2, 28), 45000.5, 3, 3.5]


@needs_shared_data
def test_an_old_workbook_cut_anywhere_is_refused_or_read(tmp_path):
    whole = (MESSY / "csv_xlsx/csvkit/test.xls").read_bytes()
    for size in range(1_000, len(whole), 371):
        with suppress(Unreadable):
            open_source(file_of(tmp_path, whole[:size]), "x")


def test_an_encoding_that_nobody_knows_inside_a_workbook_is_refused(tmp_path):
    assert "damaged" in refusal_of(with_sheet(tmp_path, b'<?xml version="1.0" encoding="UT"?><worksheet/>'))


def test_a_table_of_blanks_and_separators_is_refused_as_empty(tmp_path):
    assert refusal_of(text_file(tmp_path, ",,,\n , ,\n")) == "The file is empty."


@needs_shared_data
def test_days_of_a_workbook_that_counts_from_1904_are_right():
    first = next(open_source(MESSY / "csv_xlsx/csvkit/sheets.xlsx", "x").chosen.rows())
    assert first.cells[1:6] == [date(1971, 1, 1), 40, True, 1, datetime(1971, 1, 1, 4, 14)]  # noqa: DTZ001


def test_a_web_page_called_xls_is_read(tmp_path):
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gbk"><style>td{}</style></head><table>'
        "<tr><td colspan=3>客户清单</td></tr><tr><th>客户名称</th><th rowspan=1>电话</th><th>备注</th></tr>"
        "<tr><td rowspan=2>甲公司</td><td>021-60000000</td><td>老客户<br>很好&amp;</td></tr><tr><td>021-60000001</td><td></td></tr></table>"
    )
    source = open_source(file_of(tmp_path, page.encode("gbk"), "list.xls"), "list.xls")
    assert (source.format, source.encoding, source.chosen.header_row) == ("html", "gb18030", 2)
    assert [row.cells for row in source.chosen.rows()] == [
        ["甲公司", "021-60000000", "老客户\n很好&"], [None, "021-60000001", None],
    ]  # fmt: skip


def test_a_workbook_of_excel_2003_xml_is_read(tmp_path):
    xml = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="客户"><Table>'
        '<Row><Cell><Data ss:Type="String">客户名称</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">登记日期</Data></Cell></Row>'
        '<Row ss:Index="4"><Cell><Data ss:Type="String">甲公司</Data></Cell><Cell ss:Index="3">'
        '<Data ss:Type="DateTime">2026-03-01T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    sheet = open_source(file_of(tmp_path, xml.encode(), "list.xls"), "x").chosen
    assert (sheet.name, [(row.number, row.cells) for row in sheet.rows()]) == (
        "客户",
        [(4, ["甲公司", None, date(2026, 3, 1)])],
    )


def test_a_customer_whose_name_begins_like_a_program_is_read(tmp_path):
    assert open_source(text_file(tmp_path, "MZ Trading,BMW\nBM,1\n"), "x").format == "csv"


def test_a_lie_about_sizes_inside_an_archive_is_found(tmp_path):
    path = with_sheet(tmp_path, b"<worksheet>" + b" " * 5_000_000 + b"</worksheet>")
    content = path.read_bytes()
    true_size = struct.pack("<I", 5_000_023)
    assert true_size in content
    assert "damaged" in refusal_of(file_of(tmp_path, content.replace(true_size, struct.pack("<I", 1000))))


def test_an_unknown_sheet_or_encoding_is_refused(tmp_path):
    path = workbook(tmp_path, [["客户名称"], ["甲公司"]])
    with pytest.raises(Unreadable):
        open_source(path, "x", sheet="nowhere")
    with pytest.raises(Unreadable):
        open_source(text_file(tmp_path, "a,b"), "x", encoding="klingon")
