"""Product lists of real firms, read where they lie."""

import csv
import io
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.collab.jobs.actions import work_off
from tongxin.directory.catalogue.models import Price, Product
from tongxin.directory.catalogue.queries import find_price
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import


@pytest.fixture
def folder() -> Path:
    root = next(one for one in Path(__file__).resolve().parents if (one / "pyproject.toml").exists())
    found = root.parent / "shared" / "data" / "crm_records"
    if not found.is_dir():
        pytest.skip("the shared data are not here")
    return found


def bring(cast: Cast, name: str, content: bytes) -> Import:
    of = receive_file(by=cast.boss, name=name, pieces=[content], target="products", is_checked=False)
    of = start_import(by=cast.boss, of=of, is_decided=False)
    work_off()
    return Import.objects.get(pk=of.pk)


@pytest.mark.alike
def test_seven_products_with_their_prices_come_and_go(cast: Cast, folder: Path) -> None:
    path = folder / "maven_crm_sales_opportunities" / "products.csv"
    of = bring(cast, "products.csv", path.read_bytes())
    assert Product.objects.count() == 7
    assert find_price(cast.boss, product=Product.objects.get(name="GTX Pro")).price.amount == Decimal(4821)
    assert Product.objects.get(name="GTX Pro").category.name == "GTX"
    bring(cast, "products.csv", path.read_bytes().replace(b"4821", b"4900"))
    assert (Product.objects.count(), Price.objects.count()) == (7, 7)
    assert find_price(cast.boss, product=Product.objects.get(name="GTX Pro")).price.amount == Decimal(4900)
    undo_import(by=cast.boss, of=of, at=now())
    work_off()
    assert Product.objects.count() == 0


@pytest.mark.alike
def test_seventy_seven_products_to_the_cent(cast: Cast, folder: Path) -> None:
    base = sqlite3.connect(f"file:{folder}/northwind/northwind.sqlite?mode=ro", uri=True)
    rows = base.execute(
        "select ProductID, ProductName, CategoryName, QuantityPerUnit, UnitPrice, Discontinued"
        " from Products join Categories using (CategoryID) order by ProductID"
    ).fetchall()
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["ProductID", "ProductName", "CategoryName", "QuantityPerUnit", "UnitPrice", "Discontinued"])
    writer.writerows(rows)
    bring(cast, "northwind.csv", out.getvalue().encode())
    assert Product.objects.count() == 77
    assert Product.objects.values("category").distinct().count() == 8
    assert sum(one.money.amount for one in Price.objects.select_related("price_list")) == sum(
        Decimal(str(row[4])) for row in rows
    )
    assert Product.objects.exclude(withdrawn_at=None).count() == sum(str(row[5]) == "1" for row in rows)
