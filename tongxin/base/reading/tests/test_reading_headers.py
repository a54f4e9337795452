"""Where the headings are, in tables as people make them."""

from datetime import date, time

import pytest

from .. import as_text, open_source
from ..cells import tidy_text
from ..layout import column_letter
from ..xlsx_rows import moment
from .reading_files import notes_of, read_to_the_end, text_file, workbook

PEOPLE = [["张三", "13800138000", date(2026, 3, 1)], ["李四", "13900139000", date(2026, 3, 2)]]


def sheet_of(folder, rows):
    return open_source(workbook(folder, rows), "list.xlsx").chosen


def headings(sheet):
    return [column.heading for column in sheet.columns]


def test_titles_and_instructions_above_the_headings_are_left_out(tmp_path):
    rows = [
        ["2026年客户台账"],
        ["填表说明：红色为必填项，请不要修改表头，日期请写成2026-01-01的样子。"],
        [],
        ["客户", "手机", "登记日期"],
    ]
    sheet = sheet_of(tmp_path, rows + PEOPLE)
    assert (sheet.header_row, sheet.first_row, headings(sheet)) == (4, 5, ["客户", "手机", "登记日期"])
    assert [row.number for row in sheet.rows()] == [5, 6]


def test_a_title_written_into_every_cell_is_no_heading(tmp_path):
    rows = [["重点客户"] * 3, ["客户名称", "等级", "来源"], ["甲公司", "优", "展会"], ["乙公司", "良", "网络"]]
    assert sheet_of(tmp_path, rows).header_row == 2


def test_merged_group_headings_are_joined_to_those_below(tmp_path):
    rows = [
        ["客户名称", "联系人", None, "备注"],
        [None, "姓名", "手机", None],
        ["甲公司", "张三", "13800138000", "老客户"],
    ]
    sheet = sheet_of(tmp_path, rows)
    assert headings(sheet) == ["客户名称", "联系人 · 姓名", "联系人 · 手机", "备注"]
    assert (sheet.header_row, next(sheet.rows()).number) == (2, 3)


def test_group_headings_over_a_whole_row_of_headings_are_joined(tmp_path):
    rows = [
        ["基本信息", None, "联系方式", None],
        ["客户名称", "行业", "电话", "邮箱"],
        ["甲公司", "机械", "02160000000", "a@b.cn"],
    ]
    assert headings(sheet_of(tmp_path, rows)) == [
        "基本信息 · 客户名称",
        "基本信息 · 行业",
        "联系方式 · 电话",
        "联系方式 · 邮箱",
    ]


def test_a_row_of_units_belongs_to_the_headings(tmp_path):
    rows = [["客户名称", "应收款"], [None, "（万元）"], ["甲公司", 12.5], ["乙公司", 3]]
    sheet = sheet_of(tmp_path, rows)
    assert headings(sheet) == ["客户名称", "应收款 · （万元）"]
    assert sheet.first_row == 3


def test_headings_on_several_lines_become_one(tmp_path):
    assert headings(sheet_of(tmp_path, [["客户\n名称", "联系\n电话"], ["甲公司", "13800138000"]])) == [
        "客户 名称",
        "联系 电话",
    ]


def test_the_sum_and_the_footer_at_the_end_are_no_customers(tmp_path):
    rows = [["客户名称", "应收款"], ["甲公司", 5], ["乙公司", 7], ["合计", 12], ["制表人：沈丽", "审核：王强"]]
    source = read_to_the_end(workbook(tmp_path, rows))
    assert [row.cells[0] for row in source.chosen.rows()] == ["甲公司", "乙公司"]
    assert "Row 4 is a sum or a footer and was left out." in notes_of(source)


def test_a_company_called_total_is_a_customer(tmp_path):
    rows = [["客户名称", "电话"], ["Total", "上海 021-60000000"], ["乙公司", "021-60000001"]]
    assert len(list(sheet_of(tmp_path, rows).rows())) == 2


def test_headings_repeated_on_each_printed_page_are_left_out(tmp_path):
    rows = [["客户", "手机", "登记日期"], PEOPLE[0], ["客户", "手机", "登记日期"], PEOPLE[1]]
    assert [row.number for row in sheet_of(tmp_path, rows).rows()] == [2, 4]


def test_an_example_row_under_the_headings_is_left_out(tmp_path):
    rows = [["客户", "手机", "登记日期"], ["示例：张三", "13800000000", "2026-01-01"], *PEOPLE]
    assert sheet_of(tmp_path, rows).first_row == 3


def test_many_rows_that_begin_like_examples_are_data(tmp_path):
    rows = [["客户", "手机", "登记日期"], *([f"样例阀门{at}", "13800000000", "2026-01-01"] for at in range(6))]
    assert sheet_of(tmp_path, rows).first_row == 2


@pytest.mark.parametrize(
    "rows",
    [
        [["张三", "13800138000"], ["李四", "13900139000"]],
        [["上海同心机电有限公司", "a@b.cn"], ["苏州金轮有限公司", "c@d.cn"]],
        [["张三", "销售一组长"], ["李四", "采购二组长"]],
    ],
)
def test_a_list_without_headings_has_its_columns_called_by_letters(tmp_path, rows):
    sheet = sheet_of(tmp_path, rows)
    assert (sheet.header_row, len(list(sheet.rows()))) == (None, 2)
    assert not any(column.has_heading for column in sheet.columns)


def test_headings_are_unique_and_empty_ones_get_a_letter(tmp_path):
    source = read_to_the_end(
        workbook(tmp_path, [["客户名称", "电话", "电话", None], ["甲", "1", "2", "有"], ["乙", "1", "2", "有"]])
    )
    assert headings(source.chosen) == ["客户名称", "电话", "电话 (2)", "Column D"]


def test_a_person_can_choose_the_heading_row_or_none(tmp_path):
    path = workbook(tmp_path, [["甲", "乙"], ["客户", "手机"], *[row[:2] for row in PEOPLE]])
    assert headings(open_source(path, "x", header_row=1).chosen) == ["甲", "乙"]
    assert len(list(open_source(path, "x", header_row=0).chosen.rows())) == 4


def test_blank_rows_are_skipped_and_numbers_stay_those_of_the_spreadsheet(tmp_path):
    sheet = sheet_of(tmp_path, [["客户", "手机", "登记日期"], PEOPLE[0], [], [], PEOPLE[1]])
    assert [row.number for row in sheet.rows()] == [2, 5]
    assert [row.number for row in sheet.rows(start=1)] == [5]
    assert [row.number for row in sheet.rows(after=2)] == [5]


def test_samples_are_the_first_different_values_as_text(tmp_path):
    path = text_file(tmp_path, "客户,等级\n" + "".join(f"公司{number},A\n" for number in range(50)))
    first, second = open_source(path, "x").chosen.columns
    assert (len(first.samples), first.samples[:2], second.samples) == (20, ("公司0", "公司1"), ("A",))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13800138000.0, "13800138000"), (1.38e10, "13800000000"), (0.1 + 0.2, "0.3"), (True, "TRUE"), (None, ""),
        ('="00123"', "00123"), ("'00123", "00123"), (" 张三\u3000", "张三"), (date(2026, 3, 1), "2026-03-01"),
        (time(9, 30), "09:30:00"), (1e-7, "0.0000001"), (float("nan"), ""),
    ],
)  # fmt: skip
def test_a_value_as_text_is_what_a_person_would_type(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("count", "from_1904", "day"),
    [
        (1, False, date(1900, 1, 1)), (59, False, date(1900, 2, 28)), (61, False, date(1900, 3, 1)), (45717, False, date(2025, 3, 1)),
        (24472, True, date(1971, 1, 1)), (0.5, False, time(12, 0)), (-1, False, -1), (9_999_999, False, 9_999_999),
    ],
)  # fmt: skip
def test_a_count_of_days_is_the_day_the_spreadsheet_shows(count, from_1904, day):
    assert moment(count, from_1904) == day


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("text", "left"), [("阀\ufeff门", "阀\ufeff门"), ("\ufeff编号", "编号"), ("a\x00b\ufeff", "ab"), ("\ufeff", None)]
)
def test_a_byte_order_mark_is_of_the_file_at_an_end_alone(text, left):
    assert tidy_text(text) == left
