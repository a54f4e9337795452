"""A price list goes out as a file, is mended in a spreadsheet, and comes back."""

import io
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tongxin.base.sheets import write_xlsx
from tongxin.collab.jobs.actions import work_off
from tongxin.collab.journal.models import Entry
from tongxin.directory.catalogue.actions import add_product, save_price_list, set_price
from tongxin.directory.catalogue.models import Price, Product
from tongxin.interfaces.imports.actions import receive_file, start_import
from tongxin.interfaces.imports.models import Import

CODES = ("V-80", "0071", "=B2")


def prices() -> dict[tuple[str, str, str], int]:
    rows = Price.objects.values_list("price_list__name", "product__code", "least", "minor")
    return {(name, code, f"{least.normalize():f}"): minor for name, code, least, minor in rows}


@pytest.mark.alike
@pytest.mark.parametrize(("out", "back"), [("zh-hans", "en"), ("en", "zh-hans")])
def test_what_was_mended_changes_and_nothing_else(
    cast: Cast, client: Client, tmp_path: Path, out: str, back: str
) -> None:
    cast.boss.language = out
    cast.boss.save()
    lists = [save_price_list(by=cast.boss, name="标准价"), save_price_list(by=cast.boss, name="出口价", currency="USD")]
    for number, code in enumerate(CODES):
        product = add_product(by=cast.boss, code=code, name=f"蝶阀 {code}", unit="台")
        for one in lists:
            set_price(by=cast.boss, price_list=one, product=product, price=f"{1000 + number}.50")
            set_price(by=cast.boss, price_list=one, product=product, price=f"{900 + number}.05", least="12.5")
    before, told = prices(), Entry.objects.filter(name="price.set").count()
    client.force_login(cast.boss)
    answer = client.get(f"/price-lists/{lists[1].pk}/file/").content
    headings, *rows = CalamineWorkbook.from_filelike(io.BytesIO(answer)).get_sheet_by_index(0).to_python()
    mended = [[*row[:-1], "777.70" if (row[0], row[5]) == ("0071", "12.5") else row[-1]] for row in rows]
    write_xlsx(tmp_path / "back.xlsx", [str(one) for one in headings], [[str(cell) for cell in row] for row in mended])
    content = (tmp_path / "back.xlsx").read_bytes()
    with override(back):  # a colleague reads the program in another language
        of = receive_file(by=cast.boss, name="back.xlsx", pieces=[content], target="products", is_checked=False)
    start_import(by=cast.boss, of=of, is_decided=False)
    work_off()
    of = Import.objects.get(pk=of.pk)
    assert (of.created, of.updated, of.unchanged, of.rejected) == (0, 1, 5, 0)
    assert prices() == before | {("出口价", "0071", "12.5"): 77_770}
    assert Entry.objects.filter(name="price.set").count() == told + 1
    assert Product.objects.count() == len(CODES)
