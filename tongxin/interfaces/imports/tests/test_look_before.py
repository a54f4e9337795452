"""What the page shows before anything comes in, and how one goes from file to file."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from tests.cast import Cast
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.parties.models import ContactPoint
from tongxin.interfaces.imports.actions import start_import
from tongxin.interfaces.imports.tests.bringing import LEDGER, bring_in, csv_bytes, drop
from tongxin.interfaces.imports.views.describing import column_lines

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:曾小贤\r\nN:曾;小贤\r\nORG:申通给排水\r\nTEL;TYPE=CELL:13501788990\r\nEND:VCARD\r\n"
ROW = ("苏州恒润精密机械有限公司", "张三", "13800138000", "苏州", "老板爱喝茶")


def test_new_rows_are_shown_as_they_were_understood(cast: Cast) -> None:
    [shown] = drop(cast.boss, csv_bytes(LEDGER, [ROW])).preview["examples"]["new"]
    assert shown["name"] == ROW[0]
    assert all(word in shown["reason"] for word in ("张三", "138 0013 8000", "苏州", "老板爱喝茶"))
    [card] = drop(cast.boss, CARD.encode(), "手机.vcf").preview["examples"]["new"]
    assert "曾小贤" in f"{card['name']} {card['reason']}"
    assert "135 0178 8990" in card["reason"]


def test_cards_are_counted_as_cards_and_their_people_stand_on_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.boss)
    page = strip_tags(client.get(drop(cast.boss, CARD.encode(), "手机.vcf").get_absolute_url()).content.decode())
    assert "1 张名片" in page
    assert "导入 1 张名片" in page
    assert "135 0178 8990" in page


def test_one_is_led_from_file_to_file_and_back_to_the_set_up(cast: Cast, client: Client) -> None:
    client.force_login(cast.boss)
    first, second, third = (drop(cast.boss, csv_bytes(LEDGER, [ROW]), f"{name}.csv") for name in "甲乙丙")
    drop(cast.manager, csv_bytes(LEDGER, [ROW]), "别人的.csv")
    start_import(by=cast.boss, of=second)
    work_off()
    page = client.get(f"{second.get_absolute_url()}?from=setup").content.decode()
    assert f'href="{third.get_absolute_url()}?from=setup"' in page
    assert "还有 2 份" in page
    assert reverse("setup") in client.get(f"{reverse('imports')}?from=setup").content.decode()
    for one in (third, first):
        start_import(by=cast.boss, of=one)
    work_off()
    assert "等着导入" not in client.get(second.get_absolute_url()).content.decode()


def test_a_file_from_taiwan_has_numbers_of_taiwan(cast: Cast) -> None:
    rows = [("台北精密機械公司", "02-2712-3456"), ("高雄閥門公司", "07-331-2288"), ("臺商蘇州廠", "13800138000")]
    headings = ("公司名稱", "電話")
    assert bring_in(cast.boss, csv_bytes(headings, rows, "big5"), "客戶.csv").wrong == 0
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {
        "+886227123456",
        "+88673312288",
        "+8613800138000",
    }


def test_a_number_with_an_area_code_of_elsewhere_is_never_taken_for_one_of_here(cast: Cast) -> None:
    of = bring_in(cast.boss, csv_bytes(("公司名称", "电话"), [("台北精密机械公司", "02-2712-3456")]))
    assert (of.created, of.wrong) == (1, 1)
    assert "+886" in of.rejections.get().reason


def test_a_number_of_elsewhere_is_asked_for_with_its_country(cast: Cast) -> None:
    of = bring_in(cast.boss, CARD.replace("13501788990", "905-555-1234").encode(), "手机.vcf")
    assert "国外号码" in of.rejections.get().reason


@pytest.mark.parametrize(
    ("heading", "written", "field", "asks", "understood"),
    [
        ("折扣", "0.92 0.85 1", "order_share", False, "0.92 = 减 8%；0.85 = 减 15%；1 = 减 0%"),
        ("折扣", "0.08 0.15 0", "order_discount", False, "0.08 = 减 8%；0.15 = 减 15%；0 = 减 0%"),
        ("折扣", "92 100 85", "order_share", False, "92 = 减 8%；100 = 减 0%；85 = 减 15%"),
        ("折扣", "92折 9折", "order_discount", False, "92折 = 减 8%；9折 = 减 10%"),
        ("折扣率", "0.92 0.85", "order_share", True, "0.92 = 减 8%；0.85 = 减 15%"),
        ("折扣率", "8% 15%", "order_discount", False, "8% = 减 8%；15% = 减 15%"),
        ("折扣", "9 8", "order_discount", True, "9 = 减 9%；8 = 减 8%"),
        ("折扣", "0.92 0.15", "order_discount", True, "0.92 = 说不清；0.15 = 减 15%"),
        ("Discount", "0.05 0.15", "order_discount", False, "0.05 = 减 5%；0.15 = 减 15%"),
        ("Discount", "0.92 0.85", "order_share", True, "0.92 = 减 8%；0.85 = 减 15%"),
    ],
)
def test_the_page_says_how_a_discount_was_read(
    cast: Cast, client: Client, heading: str, written: str, field: str, asks: bool, understood: str
) -> None:
    rows = [(f"A-{n}", "阀门", "2", "10", said) for n, said in enumerate(written.split())]
    content = csv_bytes(("订单号", "产品名称", "数量", "单价", heading), rows)
    of = drop(cast.boss, content, "订单.csv", target="orders")
    with translation.override("zh-hans"):
        line = column_lines(of, cast.boss, {})[-1]
    assert (line.field, line.asks, line.understood) == (field, asks, understood)


def test_the_understood_discount_stands_on_the_page_and_follows_the_choice(cast: Cast, client: Client) -> None:
    content = csv_bytes(("订单号", "产品名称", "数量", "单价", "折扣"), [("A-1", "阀门", "2", "10", "0.92")])
    of = drop(cast.boss, content, "订单.csv", target="orders")
    client.force_login(cast.boss)
    assert "读作：" in client.get(of.get_absolute_url()).content.decode()
    with translation.override("zh-hans"):
        other = column_lines(of, cast.boss, {"column-4": "order_discount"})[-1]
    assert other.understood == "0.92 = 说不清"
