"""The orders of a real trading firm, read where they lie and saved as tables first: to the cent, twice the same, and back."""

import io
import sqlite3
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.cast import Cast
from tongxin.base.clock import now
from tongxin.collab.jobs.actions import work_off
from tongxin.frontoffice.orders.models import Order, OrderLine
from tongxin.interfaces.imports.actions import receive_file, start_import, undo_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.queries import report_of

CENT = Decimal("0.01")


@pytest.fixture
def base() -> sqlite3.Connection:
    root = next(one for one in Path(__file__).resolve().parents if (one / "pyproject.toml").exists())
    found = root.parent / "shared" / "data" / "crm_records" / "northwind" / "northwind.sqlite"
    if not found.is_file():
        pytest.skip("the shared data are not here")
    return sqlite3.connect(f"file:{found}?mode=ro", uri=True)


def as_xlsx(base: sqlite3.Connection, table: str) -> bytes:
    rows = base.execute(f'select * from "{table}"')
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(table)
        sheet.write_row(0, 0, [column[0] for column in rows.description])
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def bring(cast: Cast, base: sqlite3.Connection, table: str, target: str) -> Import:
    content = as_xlsx(base, table)
    of = receive_file(by=cast.boss, name=f"{table}.xlsx", pieces=[content], target=target, is_checked=False)
    of = start_import(by=cast.boss, of=of, is_decided=False)
    work_off()
    return Import.objects.get(pk=of.pk)


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def worth(rows: list[tuple[float, ...]]) -> Decimal:
    """Each line rounded to the cent, before and after its discount."""
    each = [
        (rounded(Decimal(str(price)) * Decimal(quantity)), Decimal(str(discount))) for price, quantity, discount in rows
    ]
    return sum((rounded(before * (1 - discount)) for before, discount in each), Decimal(0))


@pytest.mark.alike
def test_eight_hundred_and_thirty_orders_come_in_to_the_cent_and_go_again(cast: Cast, base: sqlite3.Connection) -> None:
    bring(cast, base, "Customers", "customers")
    bring(cast, base, "Products", "products")
    heads = bring(cast, base, "Orders", "orders")
    report = report_of(heads)
    assert (report["rows"], report["created"], report["rejected"]) == (830, 830, [])
    lines = bring(cast, base, "Order Details", "orders")
    report = report_of(lines)
    assert (report["rows"], report["created"], report["rejected"]) == (2155, 2155, [])
    assert any("0.15" in one for one in report["warnings"])
    told: dict[str, list[tuple[float, ...]]] = {}
    for number, *figures in base.execute('select OrderID, UnitPrice, Quantity, Discount from "Order Details"'):
        told.setdefault(str(number), []).append(tuple(figures))
    freight = {
        str(number): rounded(Decimal(str(money)))
        for number, money in base.execute("select OrderID, Freight from Orders")
    }
    assert {one.number: one.total.amount for one in Order.objects.all()} == {
        number: worth(rows) + freight[number] for number, rows in told.items()
    }
    assert OrderLine.objects.exclude(product=None).count() == 2155
    waiting = sum(row[0] is None for row in base.execute("select ShippedDate from Orders"))
    assert Order.objects.exclude(state="delivered").count() == waiting
    again = bring(cast, base, "Order Details", "orders")
    assert (again.created, again.unchanged) == (0, 2155)
    for of in (lines, heads):
        undo_import(by=cast.boss, of=of, at=now())
        work_off()
    assert (Order.objects.count(), OrderLine.objects.count()) == (0, 0)
