"""Contact cards as phones and address books write them."""

import json
import tracemalloc
from datetime import date

import pytest

from .. import open_source
from .reading_files import MESSY, needs_shared_data, notes_of, read_to_the_end

PHONES = MESSY / "contacts_phone_vendors"


def cards_of(folder, content, **choices):
    path = folder / "list.vcf"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(open_source(path, "list.vcf", **choices).cards())


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@needs_shared_data
@pytest.mark.parametrize("file", ["xiaomi_qp.vcf", "huawei_30.vcf", "multi_number.vcf"])
def test_cards_of_phone_makers_give_the_expected_numbers(file):
    expected = json.loads((PHONES / "EXPECTED.json").read_text())[file]
    cards = open_source(PHONES / file, file).cards()
    assert [[card.fn, phone.value] for card in cards for phone in card.phones if not phone.is_fax] == expected


@needs_shared_data
def test_an_iphone_card_is_read_whole():
    (found,) = open_source(MESSY / "vcf/ez-vcard/John_Doe_IPHONE.vcf", "x").cards()
    assert (found.fn, found.family, found.org, found.department, found.title) == (
        "Mr. John Richter James Doe Sr.", "Doe", "IBM", "Accounting", "Money Counter",
    )  # fmt: skip
    assert (len(found.phones), found.phones[-1].types, found.has_photo) == (7, ("assistantphone",), True)
    assert (found.birthday_on, found.urls[0].value) == (date(2012, 6, 6), "http://www.ibm.com")
    assert found.addresses[0].joined == "Silicon Alley 5, New York, New York 12345, United States of America"


@needs_shared_data
def test_the_test_cards_of_a_sync_server_are_read_whole():
    cards = {card.uid: card for card in open_source(MESSY / "vcf/syncevolution/eds_contact.vcf", "x").cards()}
    full = cards["unique-id-user1"]
    assert (full.org, full.department, len(full.mails), len(full.phones), len(full.ims)) == (
        "Test Inc.", "Testing / test#1", 4, 8, 9,
    )  # fmt: skip
    assert cards["unique-id-user17"].note.endswith("line break=")
    assert cards["unique-id-user6"].given == "First ; special ;"
    assert [uid for uid, found in cards.items() if found.has_photo] == [
        f"unique-id-user{number}" for number in (5, 4, 3)
    ]


def test_a_chinese_name_is_joined_without_a_blank_and_surname_first(tmp_path):
    content = (
        card("N:张;三;;;")
        + card("FN:三 李", "N:李;三;;;")
        + card("FN:Zhang San", "N:张;三;;;")
        + card("N:Doe;John;;Dr.;")
    )
    assert [found.fn for found in cards_of(tmp_path, content)] == ["张三", "李三", "Zhang San", "Dr. John Doe"]


def test_quoted_printable_in_gbk_with_soft_line_breaks(tmp_path):
    content = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5;=C8=FD;;;\n"
        "NOTE;CHARSET=GB2312;QUOTED-PRINTABLE:=C0=CF=BF=CD=BB=A7=A3=AC=\n=D4=C2=B5=D7=B1=A8=BC=DB\nTEL;CELL:138 0013 8000\nEND:VCARD\n"
    )
    (found,) = cards_of(tmp_path, content)
    assert (found.fn, found.note, found.phones[0].value) == ("张三", "老客户，月底报价", "138 0013 8000")
    assert found.phones[0].is_mobile


@pytest.mark.parametrize("charset", ["nobody-knows", "idna", "zlib", "\0", "ascii"])
def test_a_charset_that_does_not_fit_is_passed_over(tmp_path, charset):
    content = (
        f"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=B8=89\nEND:VCARD\n"
    )
    assert cards_of(tmp_path, content)[0].fn == "张三"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16"])
def test_cards_in_any_encoding_of_the_file(tmp_path, encoding):
    content = card("FN:沈丽", "ORG:上海同心机电有限公司;采购部", "TEL:13900139000").encode(encoding)
    (found,) = cards_of(tmp_path, content)
    assert (found.fn, found.org, found.department) == ("沈丽", "上海同心机电有限公司", "采购部")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_cards_with_any_line_end_and_folding(tmp_path, line_end):
    content = card("FN:沈丽", "NOTE:一段很长的", " 话", "TEL:1").replace("\r\n", line_end)
    (found,) = cards_of(tmp_path, content)
    assert (found.fn, found.note, found.phones[0].value) == ("沈丽", "一段很长的话", "1")


def test_a_character_folded_in_its_middle_is_whole_again(tmp_path):
    name = "沈".encode()
    content = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + name[:1] + b"\r\n " + name[1:] + b"\r\nEND:VCARD\r\n"
    assert cards_of(tmp_path, content, encoding="utf-8")[0].fn == "沈"


def test_a_card_without_end_is_read_and_said(tmp_path):
    path = tmp_path / "list.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:甲\nBEGIN:VCARD\nVERSION:3.0\nFN:乙\nTEL:1")
    source = read_to_the_end(path)
    assert [found.fn for found in source.cards()] == ["甲", "乙"]
    assert notes_of(source)[0] == "Card 1 is not closed; what it holds was read."


def test_the_card_of_an_assistant_inside_a_card_is_nobodys_contact(tmp_path):
    content = card(
        "FN:老板", "AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:秘书", "TEL:1", "END:VCARD", "TEL:2", version="2.1"
    )
    (found,) = cards_of(tmp_path, content)
    assert (found.fn, [phone.value for phone in found.phones]) == ("老板", ["2"])


@pytest.mark.parametrize("indent", [" ", ""])
def test_a_huge_photograph_is_passed_over_however_it_is_folded(tmp_path, indent):
    picture = f"\r\n{indent}".join(["QUJD" * 18] * 50_000)
    one_line = "QUJD" * 400_000
    content = card("FN:甲", f"PHOTO;ENCODING=BASE64;JPEG:{picture}", "", "TEL:1", version="2.1")
    content += card("FN:乙", f"PHOTO;ENCODING=b;TYPE=JPEG:{one_line}", "TEL:2")
    path = tmp_path / "list.vcf"
    path.write_text(content)
    tracemalloc.start()
    found = list(open_source(path, "list.vcf", encoding="utf-8").cards())
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3_000_000
    assert [(card.fn, card.has_photo, card.phones[0].value) for card in found] == [("甲", True, "1"), ("乙", True, "2")]


def test_groups_labels_addresses_and_messengers(tmp_path):
    content = card(
        "FN:李工", "item1.TEL:02160000000", "item1.X-ABLabel:总机", "X-QQ:10001", "IMPP;X-SERVICE-TYPE=WeChat:wechat:ligong",
        "ADR;TYPE=WORK:;;张江路88号;上海市;上海市;201203;中国", "BDAY:--0203", "CATEGORIES:客户,展会\\,春季", "ORG:甲\\;乙公司;技术部",
    )  # fmt: skip
    (found,) = cards_of(tmp_path, content)
    assert (found.phones[0].types, [(im.types[0], im.value) for im in found.ims]) == (
        ("总机",), [("qq", "10001"), ("wechat", "ligong")],
    )  # fmt: skip
    assert (found.addresses[0].joined, found.addresses[0].parts[5]) == ("中国上海市张江路88号", "201203")
    assert (found.birthday, found.birthday_on, found.categories) == ("--0203", None, ["客户", "展会,春季"])
    assert (found.org, found.department) == ("甲;乙公司", "技术部")


def test_a_number_of_version_four_keeps_its_extension(tmp_path):
    (found,) = cards_of(tmp_path, card('TEL;VALUE=uri;TYPE="work,voice":tel:+86-21-60000000;ext=102', version="4.0"))
    assert (found.phones[0].value, found.phones[0].types) == ("+86-21-60000000 ext. 102", ("work", "voice"))
    assert found.name == "+86-21-60000000 ext. 102"
