"""Text of every encoding that arrives here is read right."""

import pytest

from .. import open_source
from ..encodings import detect
from .reading_files import MESSY, needs_shared_data, notes_of, read_to_the_end, text_file

CJK = MESSY / "encodings" / "cpython_cjkencodings"


@needs_shared_data
@pytest.mark.parametrize("name", ["gb2312", "gbk", "gb18030", "big5", "big5hkscs", "hz"])
def test_a_text_is_the_same_as_its_unicode_twin(name):
    path = CJK / f"{name}.txt"
    assert path.read_bytes().decode(detect(path).encoding) == (CJK / f"{name}-utf8.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("姓名,电话\n张三,13800138000\n", "gbk", "gb18030"),
        ("姓名,电话\n张三,13800138000\n", "utf-16-le", "utf-16-le"),
        ("姓名,电话\n张三,13800138000\n", "utf-16-be", "utf-16-be"),
        ("姓名,電話\n陳大文,0912345678\n", "cp950", "cp950"),
        ("客户名称\n𠮷野家（北京）餐饮有限公司\n", "gb18030", "gb18030"),
        ("沈丽", "gbk", "gb18030"),
        ("阜城县", "gbk", "gb18030"),
        ("郑强", "gbk", "gb18030"),
        ("Nom,Ville\nJosé Müller,Genève\n", "cp1252", "cp1252"),
        ("東京株式会社,山田太郎,テスト", "cp932", "cp932"),
        ("plain,ascii\n1,2", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found_from_the_bytes(text, encoding, found, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    assert detect(path).encoding == found


def test_one_broken_byte_does_not_turn_unicode_into_something_else(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("客户名称,备注\n".encode() + "上海同心机电有限公司,老客户\n".encode() * 20 + b"\xe4\xb8,x\n")
    source = read_to_the_end(path)
    rows = list(source.chosen.rows())
    assert (source.encoding, rows[0].cells[0]) == ("utf-8", "上海同心机电有限公司")
    assert any("�" in note for note in notes_of(source))


def test_chinese_that_comes_after_a_megabyte_of_ascii_is_found(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"name,note\n" + b"abc,def\n" * 200_000 + "客户名称,上海".encode("gbk"))
    assert detect(path).encoding == "gb18030"


def test_a_person_can_say_which_encoding_and_separator_it_is(tmp_path):
    path = text_file(tmp_path, "姓名%電話\n張三%123\n", "big5")
    sheet = open_source(path, "list.csv", encoding="big5", separator="%").chosen
    assert [column.heading for column in sheet.columns] == ["姓名", "電話"]
    assert next(sheet.rows()).cells == ["張三", "123"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，", "^"])
def test_the_separator_is_found(tmp_path, separator):
    lines = [["客户名称", "电话", "备注"], ["甲公司", "1234567", "好, 很好"], ["乙公司", "7654321", ""]]
    text = "\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in line) for line in lines)
    source = open_source(text_file(tmp_path, text), "list.csv")
    assert source.separator == separator
    assert next(source.chosen.rows()).cells == ["甲公司", "1234567", "好, 很好"]


def test_a_first_line_may_name_the_separator(tmp_path):
    sheet = open_source(text_file(tmp_path, "sep=;\n姓名;电话\n张三;138\n"), "list.csv").chosen
    assert [(row.number, row.cells) for row in sheet.rows()] == [(3, ["张三", "138"])]
