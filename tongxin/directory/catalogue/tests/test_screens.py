"""What is kept on the pages: units, bundles, links, pictures, categories, exchange rates, agreed prices, a list as a file."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tongxin.base.clock import now, replaying
from tongxin.base.money import Money
from tongxin.base.subjects import Subject
from tongxin.collab.files.models import Attachment
from tongxin.directory.catalogue.actions import add_product, save_price_list, set_price, set_rate, use_agreed
from tongxin.directory.catalogue.models import AgreedPrice, Category, ExchangeRate, Product
from tongxin.directory.catalogue.queries import find_price
from tongxin.directory.catalogue.queries.prices import list_price_of, list_prices
from tongxin.directory.parties.actions import create_party

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def test_what_belongs_to_a_product_is_typed_on_its_page(
    cast: Cast, client: Client, settings: object, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    valve = add_product(by=cast.boss, code="V-80", name="蝶阀", unit="台")
    seal = add_product(by=cast.boss, code="S-80", name="密封件", unit="套")
    kit = add_product(by=cast.boss, code="K-80", name="套装", kind="bundle")
    client.force_login(cast.boss)
    for door, typed in (
        (f"{valve.pk}/units/", {"name": "箱", "factor": "12"}),
        (f"{valve.pk}/links/", {"kind": "spare", "product": "S-80"}),
        (f"{kit.pk}/parts/", {"product": "密封件", "quantity": "2"}),
        (f"{valve.pk}/pictures/", {"pictures": SimpleUploadedFile("阀.png", PNG)}),
        (f"{valve.pk}/pictures/", {"pictures": SimpleUploadedFile("no.png", b"nothing")}),
        (f"{valve.pk}/units/", {"name": "托", "factor": "0"}),
        (f"{valve.pk}/links/", {"kind": "spare", "product": "没有"}),
    ):
        assert client.post(f"/products/{door}", typed).status_code == 302
    page = client.get(valve.get_absolute_url()).content.decode()
    assert ("1 箱 = 12 台" in page, "密封件" in page, "阀.png" in page, "1 托" in page) == (True, True, True, False)
    assert "2 套" in client.get(kit.get_absolute_url()).content.decode()
    shown = Attachment.objects.present().on(Subject("product", valve.pk))
    for door, typed in (
        (f"{valve.pk}/units/", {"remove": "箱"}),
        (f"{valve.pk}/links/", {"kind": "spare", "remove": "S-80"}),
        (f"{kit.pk}/parts/", {"remove": "S-80"}),
        (f"{valve.pk}/pictures/", {"remove": str(shown.get().pk)}),
    ):
        assert client.post(f"/products/{door}", typed).status_code == 302
    assert (valve.units.count(), valve.links.count(), kit.parts.count(), shown.count()) == (0, 0, 0, 0)
    client.force_login(cast.seller)
    assert client.post(f"/products/{valve.pk}/units/", {"name": "箱", "factor": "12"}).status_code == 403
    assert seal.links.count() == 0


def test_categories_and_rates_are_kept_and_prices_follow_the_rate(cast: Cast, client: Client) -> None:
    valve = add_product(by=cast.boss, code="V-80", name="蝶阀", unit="台")
    set_price(by=cast.boss, price_list=save_price_list(by=cast.boss, name="标准价"), product=valve, price="4,180")
    client.force_login(cast.boss)
    client.post("/products/categories/", {"name": "阀门", "sold_to": ["dealer"]})
    assert Category.objects.get().sold_to == ["dealer"]
    assert find_price(cast.boss, product=valve, currency="USD").price is None
    client.post("/exchange-rates/", {"currency": "usd", "rate": "7.1234", "from_on": "2026-01-01"})
    client.post("/exchange-rates/", {"currency": "JPY", "rate": "0.0472", "from_on": "2026-01-01"})
    found = find_price(cast.boss, product=valve, currency="USD")
    assert (found.price, found.list_price) == (Money(58_680, "USD"), Money(58_680, "USD"))
    assert "7.1234" in found.said
    assert find_price(cast.boss, product=valve, currency="JPY").price == Money(88_559, "JPY")
    for bad in ({"rate": "0"}, {"rate": "-1"}, {"rate": "x"}, {"currency": "CNY"}, {"currency": "XXA"}):
        with pytest.raises(ValidationError):
            set_rate(by=cast.boss, **{"currency": "EUR", "rate": "8", "from_on": now().date(), **bad})
    client.post("/exchange-rates/", {"currency": "USD", "rate": "", "from_on": "2026-01-01"})
    assert ExchangeRate.objects.get().currency == "JPY"


def test_agreed_prices_are_made_extended_and_ended_by_hand(cast: Cast, client: Client) -> None:
    add_product(by=cast.boss, code="V-80", name="蝶阀", unit="台")
    create_party(by=cast.boss, name="苏州恒润精密机械有限公司")
    until = now().date() + timedelta(days=30)
    client.force_login(cast.boss)
    typed = {"customer": "恒润", "product": "V-80", "price": "3,846", "quantity": "40", "until_on": until.isoformat()}
    for bad in ({"price": "-1"}, {"quantity": "0"}, {"product": "没有"}, {"until_on": "2020-01-01"}, {"customer": ""}):
        assert client.post("/agreed-prices/new/", {**typed, **bad}).status_code == 422
    assert client.post("/agreed-prices/new/", typed).status_code == 302
    one = AgreedPrice.objects.get()
    use_agreed(by=cast.boss, agreed=one, quantity=30, line=Subject("order_line", 1))
    assert "10 台" in client.get(one.get_absolute_url()).content.decode()
    assert "恒润" in client.get("/agreed-prices/?open=now").content.decode()
    assert client.post(one.get_absolute_url(), {"quantity": "20", "until_on": until.isoformat()}).status_code == 422
    client.post(one.get_absolute_url(), {"quantity": "60", "until_on": until.isoformat()})
    assert AgreedPrice.objects.get().left == Decimal(30)
    here = one.product.get_absolute_url()
    shown = client.get(here)
    assert ([row.pk for row in shown.context["agreed"]], list(shown.context["over"])) == ([one.pk], [])
    with replaying(now() + timedelta(days=40)):
        client.force_login(cast.boss)
        shown = client.get(here)
    assert (list(shown.context["agreed"]), [row.pk for row in shown.context["over"]]) == ([], [one.pk])
    assert "已过期" in shown.content.decode()
    client.post(one.get_absolute_url(), {"quantity": "60", "until_on": until.isoformat(), "end": "1"})
    assert AgreedPrice.objects.standing().count() == 0


def test_the_list_of_products_tells_the_list_price_in_few_statements(cast: Cast, client: Client) -> None:
    today = now().date()
    everybody, dealers = (
        save_price_list(by=cast.boss, name="目录价"),
        save_price_list(by=cast.boss, name="经销", channel="dealer"),
    )
    old = save_price_list(by=cast.boss, name="去年", until_on=today - timedelta(days=30))
    rows = [add_product(by=cast.boss, code=f"V-{number}", name=f"蝶阀{number}") for number in range(3)]
    for product in rows[:2]:
        for price_list, price in ((everybody, "3,846"), (dealers, "3,500"), (old, "3,000")):
            set_price(by=cast.boss, price_list=price_list, product=product, price=price)
    set_price(by=cast.boss, price_list=everybody, product=rows[0], price="3,600", least=50)
    client.force_login(cast.boss)
    page = client.get("/products/?columns=name,list_price").content.decode()
    assert [page.count(text) for text in ("¥3,846", "¥3,500", "¥3,000", "¥3,600")] == [2, 0, 0, 0]
    listed = list_prices([row.pk for row in rows])
    assert {row.pk: list_price_of(row) for row in Product.objects.all()} == listed

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get("/products/?columns=name,list_price")
        return len(caught)

    few = asked()
    for number in range(10, 18):
        more = add_product(by=cast.boss, code=f"V-{number}", name=f"球阀{number}")
        set_price(by=cast.boss, price_list=everybody, product=more, price="100")
    assert asked() == few


def test_a_price_list_goes_out_as_a_file_that_imports_know(cast: Cast, client: Client) -> None:
    valve = add_product(by=cast.boss, code="V-80", name="蝶阀", unit="台")
    prices = save_price_list(by=cast.boss, name="标准价")
    set_price(by=cast.boss, price_list=prices, product=valve, price="4,180", least=20)
    client.force_login(cast.clerk)
    answer = client.get(f"/price-lists/{prices.pk}/file/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["V-80", "蝶阀", "", "台", "标准价", "20", "4180.00"]
    client.force_login(cast.stranger)
    assert client.get(f"/price-lists/{prices.pk}/file/").status_code == 404


def test_a_variant_is_typed_on_the_form_and_begins_like_its_product(cast: Cast, client: Client) -> None:
    valve = add_product(by=cast.boss, code="V-80", name="蝶阀", unit="台", cost="300", floor="500")
    client.force_login(cast.boss)
    door = f"/products/new/?variant_of={valve.pk}"
    assert 'value="V-80-"' in client.get(door).content.decode()
    typed = {"name": "蝶阀", "code": "V-80-S", "kind": "goods", "variant_of": "V-80", "unit": "台", "per": "1", "tax_rate": "13", "floor": "500"}  # fmt: skip
    assert client.post(door, typed).status_code == 422, "nothing says what is different"
    assert client.post(door, {**typed, "variant": "不锈钢"}).status_code == 302
    steel = valve.variants.get()
    assert (steel.called, steel.floor, "蝶阀 不锈钢" in client.get(valve.get_absolute_url()).content.decode()) == ("蝶阀 不锈钢", 50_000, True)  # fmt: skip
    for one, of in ((valve, "V-80"), (valve, "V-80-S"), (steel, "V-80-S")):
        refused = client.post(
            f"/products/{one.pk}/facts/", {**typed, "code": one.code, "variant": "x", "variant_of": of}
        )
        assert refused.status_code == 422, (one, of)
    assert client.post(f"/products/{steel.pk}/facts/", {**typed, "variant": "", "variant_of": ""}).status_code == 302
    assert not valve.variants.exists()
