"""Cells read into values, kind by kind."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from tongxin.base.reading import CellError
from tongxin.base.registries import ImportField
from tongxin.interfaces.imports.values import Colleague, Colleagues, Setting, ValueRefused, compile_plan, reader_of
from tongxin.interfaces.imports.values.readers import Surroundings, text_of

COLLEAGUES = Colleagues(
    [
        Colleague(1, "李薇", "vivi@x.example"),
        Colleague(2, "吴桐", "wu@x.example"),
        Colleague(3, "李明", "liming@x.example"),
    ]
)
AROUND = Surroundings(date(2026, 11, 21), COLLEAGUES)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def field(kind: str, **more: object) -> ImportField:
    return ImportField(key="x", label="x", kind=kind, **more)


def read(kind: str, cell: object, around: Surroundings = AROUND, **more: object) -> object:
    return reader_of(field(kind, **more), around)(text_of(cell), cell)


MOBILE = ("+8613800138000", "138 0013 8000")


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("13800138000", [MOBILE]),
        (13800138000, [MOBILE]),
        (13800138000.0, [MOBILE]),
        ("138-0013-8000", [MOBILE]),
        ("'13800138000", [MOBILE]),
        ("+86 138 0013 8000", [MOBILE]),
        ("手机：13800138000", [MOBILE]),
        ("13800138000（张三）", [MOBILE]),
        ("13800138000;13800138000", [MOBILE]),
        ("13800138000/0512-65529988", [MOBILE, ("+8651265529988", "0512 6552 9988")]),
        ("0512-65529988-801", [("+8651265529988;ext=801", "0512 6552 9988-801")]),
        ("400-050-0827", [("+864000500827", "400 050 0827")]),
        ("+852 5123 4567", [("+85251234567", "+852 5123 4567")]),
    ],
)
def test_phones_of_a_cell(cell: object, points: list[tuple[str, str]]) -> None:
    assert read("phone", cell) == points


@pytest.mark.parametrize(
    ("cell", "reason", "kept"),
    [
        ("1380013800", "one digit short", None),
        ("138001380001", "one digit too many", None),
        ("65529988", "area code is missing", None),
        ("1.38001E+10", "shortened this number", None),
        ("(503) 555-9831", "country code", None),
        ("电话打不通", "does not belong", None),
        ("13800138000, 65529988", "65529988: The area code", [MOBILE]),
        ("9" * 400, "no phone number", None),
    ],
)
def test_phones_that_are_none_say_why_and_keep_the_rest(cell: str, reason: str, kept: object) -> None:
    with pytest.raises(ValueRefused, match=reason) as refusal:
        read("phone", cell)
    assert refusal.value.kept == kept


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("Li@Example.com", [("li@example.com", "Li@Example.com")]),
        ("a@x.cn；b@x.cn", [("a@x.cn", "a@x.cn"), ("b@x.cn", "b@x.cn")]),
        ("李薇 <li@example.com>", [("li@example.com", "li@example.com")]),
        ("mailto:li@example.com", [("li@example.com", "li@example.com")]),
    ],
)
def test_mail_addresses_of_a_cell(cell: str, points: list[tuple[str, str]]) -> None:
    assert read("mail", cell) == points


@pytest.mark.parametrize("cell", ["没有", "li@", "@example.com"])
def test_what_is_no_mail_address_is_named(cell: str) -> None:
    with pytest.raises(ValueRefused, match="is not a mail address"):
        read("mail", cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-11-18", date(2026, 11, 18)),
        (date(2026, 11, 18), date(2026, 11, 18)),
        (46344, date(2026, 11, 18)),
        ("2026年11月18日", date(2026, 11, 18)),
        ("11.18", date(2026, 11, 18)),
        ("上周三", date(2026, 11, 11)),
        ("昨天", date(2026, 11, 20)),
        ("10月底", date(2026, 10, 31)),
    ],
)
def test_days_as_people_write_them(cell: object, day: date) -> None:
    assert read("date", cell) == day


def test_a_day_that_could_be_two_needs_the_order_of_its_column() -> None:
    with pytest.raises(ValueRefused, match="two different days"):
        read("date", "03/04/2025")
    assert read("date", "03/04/2025", Surroundings(date(2026, 11, 21), COLLEAGUES, "dmy")) == date(2025, 4, 3)


@pytest.mark.parametrize("cell", ["2026-02-30", "0000-00-00", "明年再说", "31/31/2025"])
def test_days_that_are_none_are_refused(cell: str) -> None:
    with pytest.raises(ValueRefused):
        read("date", cell)


@pytest.mark.parametrize(("cell", "number"), [("李薇", 1), ("VIVI@x.example", 1), ("吴桐", 2)])
def test_a_colleague_is_known_by_name_or_mail(cell: str, number: int) -> None:
    assert read("person", cell) == number


@pytest.mark.parametrize(
    ("cell", "guess"), [("小吴", "吴桐"), ("吴工", "吴桐"), ("wu", "吴桐"), ("小李", None), ("王磊", None)]
)
def test_a_short_name_is_only_guessed(cell: str, guess: str | None) -> None:
    found = COLLEAGUES.guess(cell)
    assert (found.name if found else None) == guess
    with pytest.raises(ValueRefused, match=guess or "Nobody"):
        read("person", cell)


def test_what_was_answered_about_a_short_name_counts() -> None:
    told = Colleagues(COLLEAGUES.people, {"小李": 3, "老王": 0})
    around = Surroundings(date(2026, 11, 21), told)
    assert read("person", "小李", around) == 3
    assert read("person", "老王", around) is None


def test_two_colleagues_of_one_name_are_not_told_apart_by_chance() -> None:
    twins = Colleagues([Colleague(1, "李薇", "a@x.example"), Colleague(2, "李薇", "b@x.example")])
    with pytest.raises(ValueRefused):
        twins.read("李薇")


WORDS = {"客户": "customer", "customer": "customer", "供应商": "supplier", "vendor": "supplier"}


def test_choices_are_known_by_their_words() -> None:
    assert read("choice", "Vendor", choices=WORDS) == "supplier"
    assert read("choice", "客户、供应商", choices=WORDS, many=True) == ["customer", "supplier"]
    with pytest.raises(ValueRefused, match="customer, vendor"):
        read("choice", "甲方", choices=WORDS)
    with pytest.raises(ValueRefused) as refusal:
        read("choice", "客户/甲方", choices=WORDS, many=True)
    assert refusal.value.kept == ["customer"]


def test_people_of_a_cell_are_split() -> None:
    with pytest.raises(ValueRefused, match="1390013900: one digit short") as refusal:
        read("people", "张三 13800138000；沈丽（采购）1390013900")
    assert refusal.value.kept == [
        {"name": "张三", "title": "", "phones": [MOBILE], "mails": []},
        {"name": "沈丽", "title": "采购", "phones": [], "mails": []},
    ]


def test_texts_have_a_length_and_no_hidden_signs() -> None:
    assert read("text", "  恒润\u202e精密\x00 ", max_length=10) == "恒润精密"
    assert read("text", "𠮷野家🍜", max_length=10) == "𠮷野家🍜"
    assert read("text", "一\n二", max_length=10) == "一 二"
    with pytest.raises(ValueRefused, match="11 characters; 10 fit"):
        read("text", "一" * 11, max_length=10)
    with pytest.raises(ValueRefused, match="letter or figure"):
        read("name", "***", max_length=10)
    assert read("long", "一\r\n二") == "一\n二"


def test_web_addresses_and_numbers() -> None:
    assert read("url", "www.example.com/x?y=1") == "www.example.com/x?y=1"
    assert read("url", "Home page#http://www.example.com#") == "http://www.example.com"
    for wrong in ("javascript:alert(1)", "没有网站", "localhost"):
        with pytest.raises(ValueRefused):
            read("url", wrong)
    assert (read("number", "¥1,200.50"), read("number", "3.5万"), read("number", Decimal("7"))) == (
        "1200.50",
        "35000.0",
        "7",
    )
    with pytest.raises(ValueRefused):
        read("number", "很多")


def test_an_error_of_the_spreadsheet_is_no_value() -> None:
    with pytest.raises(ValueRefused, match="#REF!"):
        text_of(CellError("#REF!"))


def plan(*columns: tuple[str, ImportField, str]):
    settings = [Setting(at, heading, one, AROUND, prefix) for at, (heading, one, prefix) in enumerate(columns)]
    return compile_plan(settings, [], AROUND)


def test_a_row_keeps_what_is_right_and_names_what_is_wrong() -> None:
    name = ImportField(key="name", label="n", kind="name", required=True, max_length=10)
    phones = ImportField(key="phones", label="p", kind="phone", many=True)
    note = ImportField(key="note", label="m", kind="long", many=True)
    made = plan(
        ("单位", name, ""), ("电话", phones, ""), ("手机", phones, ""), ("备注", note, ""), ("欠款", note, "欠款: ")
    )
    reading = made.read(["恒润", "123456789", "13800138000", "爱喝茶", 300])
    assert reading.values == {"name": "恒润", "phones": [MOBILE], "note": "爱喝茶\n欠款: 300"}
    assert [(one.column, one.value) for one in reading.wrong] == [("电话", "123456789")]
    assert not reading.refused
    assert made.read(["一" * 11, None, None, None, None]).refused
    # What was read once must not be changed by the row that follows.
    assert made.read(["恒润", None, "13800138000", "爱喝茶", None]).values["phones"] == [MOBILE]


@pytest.mark.parametrize("cell", ["无", "-", "/", "N/A", "null", "  ", "——"])
def test_words_for_nothing_are_nothing(cell: str) -> None:
    one = ImportField(key="city", label="c", kind="text", max_length=10)
    reading = plan(("城市", one, "")).read([cell])
    assert (reading.values, reading.wrong) == ({}, [])


def test_the_mark_of_our_own_export_is_taken_off() -> None:
    one = ImportField(key="name", label="c", kind="name", max_length=30)
    made = plan(("单位", one, ""))
    for typed, cell in (
        ("=1+1厂", "'=1+1厂"),
        ("+安", "'+安"),
        ("@家", "'@家"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("-甲", "'-甲"),
    ):
        assert made.read([cell]).values == {"name": typed}


def test_numbers_abroad_are_read_by_the_country_of_their_row() -> None:
    country = ImportField(key="country", label="c", kind="text", max_length=60)
    phones = ImportField(key="phones", label="p", kind="phone", many=True)
    made = plan(("Phone", phones, ""), ("Country", country, ""))
    assert made.read(["(503) 555-9831", "USA"]).values["phones"][0][0] == "+15035559831"
    assert made.read(["030-0074321", "Germany"]).values["phones"][0][0] == "+49300074321"
    assert made.read(["13800138000", "中国"]).values["phones"] == [MOBILE]
