"""One contact card, as phones and programs send it."""

import pytest

from tongxin.base.reading.cards import is_card
from tongxin.base.reading.pasted_cards import read_card

IPHONE = """BEGIN:VCARD
VERSION:3.0
N:马;国栋;;;
FN:马国栋
ORG:苏州恒润精密机械有限公司;采购部
TITLE:总经理
item1.TEL;type=CELL;type=pref:138 0602 1777
TEL;TYPE=WORK,FAX:0512-65529989
EMAIL;type=INTERNET:ma@heng-run.example
item2.ADR;type=WORK:;;金鸡湖大道88号;苏州市;江苏省;215000;中国
URL:https://heng-run.example
NOTE:展会认识\\n喜欢喝茶
PHOTO;ENCODING=b:AAAA
END:VCARD
BEGIN:VCARD
FN:别人
END:VCARD
"""


def test_a_card_from_a_phone() -> None:
    found = read_card(IPHONE)
    assert (found.name, found.company, found.department, found.title) == (
        "马国栋",
        "苏州恒润精密机械有限公司",
        "采购部",
        "总经理",
    )
    assert (found.phones, found.faxes, found.emails) == (["138 0602 1777"], ["0512-65529989"], ["ma@heng-run.example"])
    assert (found.address, found.postcode) == ("江苏省苏州市金鸡湖大道88号", "215000")
    assert found.rest == "展会认识\n喜欢喝茶"


def test_an_old_card_with_quoted_letters() -> None:
    found = read_card(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=\r\n=B8=89\r\nTEL;CELL:13800138000\r\nEND:VCARD"
    )
    assert (found.name, found.phones) == ("张三", ["13800138000"])


@pytest.mark.parametrize(
    ("text", "yes"), [(IPHONE, True), ("\ufeff begin:vcard\n", True), ("张三 13800138000", False), ("", False)]
)
def test_cards_are_known_by_their_beginning(text: str, yes: bool) -> None:
    assert is_card(text) == yes


def test_what_is_no_card_breaks_nothing() -> None:
    for text in ("", "BEGIN:VCARD", ":::;;;", "TEL", "N:", "ADR:;;", "=" * 1000, "BEGIN:VCARD\n" + "X:" * 5000):
        read_card(text)


def test_nothing_of_a_card_is_lost() -> None:
    found = read_card(
        "BEGIN:VCARD\nVERSION:4.0\nFN:John Smith\nORG:Acme;Sales;East\nTITLE:Buyer\nTITLE:Founder\nNICKNAME:Jo\nROLE:Owner\n"
        "BDAY:1980-05-01\nGENDER:M\nX-WECHAT:js_80\nIMPP:skype:john.s\nADR:;;5 Main St;Springfield;IL;62701;USA\n"
        "ADR:;;9 Side St;Springfield;;;\nURL:https://acme.example\nURL:https://jo.example\nCATEGORIES:friends,golf\n"
        "ANNIVERSARY:2001-01-02\nNOTE:likes tea\nPRODID:-//x//\nEND:VCARD"
    )
    assert (found.name, found.company, found.department, found.title) == ("John Smith", "Acme", "Sales / East", "Buyer")
    assert (found.wechats, found.website, found.postcode) == (["js_80"], "https://acme.example", "62701")
    assert found.address == "5 Main St, Springfield, IL, USA"
    assert found.rest.splitlines() == [
        "likes tea", "NICKNAME: Jo", "ROLE: Owner", "BDAY: 1980-05-01", "CATEGORIES: friends, golf", "ADR: 9 Side St, Springfield",
        "URL: https://jo.example", "IMPP: skype:john.s", "TITLE: Founder", "GENDER: M", "ANNIVERSARY: 2001-01-02",
    ]  # fmt: skip
