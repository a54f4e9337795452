"""Lists as firms keep them: written on the spot, or saved from the sample databases of other programs."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from tests.commands.terminal import ROOT

SHARED = ROOT.parent / "shared" / "data"
ROWS = [
    ("苏州恒润精密机械有限公司", "苏州市", "马志远/13951234567", "ma@hengrun.example", "2 号线改造"),
    ("无锡长江化工股份有限公司", "无锡市", "钱小芳 13812348899", "qian@cjhg.example", "年度框架"),
    ("常州中泰水处理工程有限公司", "常州市", "吴敏，137 7516 0321", "", ""),
    ("昆山华跃自动化设备有限公司", "昆山市", "郑伟（18662180001）", "zheng@huayue.example", "老客户"),
]  # fmt: skip


def ledger(path: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """A sheet with a title over everything, headings in two lines with joined cells, name and phone in one column."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("客户台账")
    sheet.merge_range(0, 0, 0, 4, "恒信阀门 2026 年客户台账（销售部填报）")
    sheet.merge_range(1, 0, 1, 1, "客户信息")
    sheet.merge_range(1, 2, 1, 3, "联系方式")
    sheet.write(1, 4, "其他")
    sheet.write_row(2, 0, ["单位名称", "城市", "联系人/电话", "邮箱", "备注"])
    for number, row in enumerate(rows, 3):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def northwind(table: str, path: Path) -> Path:
    """A table of Northwind, saved as somebody would: as a workbook."""
    database = sqlite3.connect(f"file:{SHARED}/crm_records/northwind/northwind.sqlite?mode=ro", uri=True)
    rows = database.execute(f'SELECT * FROM "{table}"')
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(table)
        page.write_row(0, 0, [column[0] for column in rows.description])
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, [None if isinstance(value, bytes) else value for value in row])
    database.close()
    return path
