"""Every real file of the shared data, as it is: what came in, or why nothing did."""

import io
import sqlite3
from pathlib import Path

import pytest
import xlsxwriter
from django.utils import translation

from tests.cast import Cast
from tongxin.base.reading import Unreadable
from tongxin.collab.jobs.actions import work_off
from tongxin.interfaces.imports.actions import NothingToBringIn, start_import
from tongxin.interfaces.imports.models import Import
from tongxin.interfaces.imports.tests.bringing import drop, shared_data

NOTHING = "no column is a name"
DATA = shared_data()

# (created, updated, rows left out), or the reason of the refusal.
FILES: dict[str, tuple[int, int, int] | str] = {
    "crm_records/maven_crm_sales_opportunities/accounts.csv": (85, 0, 0),
    "crm_records/maven_crm_sales_opportunities/products.csv": (7, 0, 0),
    "crm_records/maven_crm_sales_opportunities/sales_pipeline.csv": (
        1425,
        0,
        7375,
    ),  # opportunities; those of accounts that are not there are refused
    "crm_records/maven_crm_sales_opportunities/sales_teams.csv": NOTHING,
    "messy_imports/contacts_phone_vendors/EXPECTED.json": "This file holds data for programs (JSON), not a table. Export it as .xlsx or .csv.",
    "messy_imports/contacts_phone_vendors/google_multi_value.csv": (1, 0, 0),
    "messy_imports/contacts_phone_vendors/huawei_30.vcf": (1, 0, 0),
    "messy_imports/contacts_phone_vendors/huawei_multi_columns.csv": (1, 0, 0),
    "messy_imports/contacts_phone_vendors/multi_number.vcf": (1, 0, 0),
    "messy_imports/contacts_phone_vendors/oppo.csv": (1, 0, 0),
    "messy_imports/contacts_phone_vendors/xiaomi_qp.vcf": (1, 0, 0),
    "messy_imports/csv_xlsx/cordys/cordys_user_import_cn.xlsx": (0, 0, 0),
    "messy_imports/csv_xlsx/csvkit/bad.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/blanks.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/dummy_col_shuffled_ragged.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/empty.csv": "The file is empty.",
    "messy_imports/csv_xlsx/csvkit/join_a_short.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/mac_newlines.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/no_header_row.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/no_header_row3.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/null_byte.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/optional_quote_characters.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/realdata/Datagov_FY10_EDU_recp_by_State.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/realdata/FY09_EDU_Recipients_by_State.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/realdata/acs2012_5yr_population.csv": (93, 0, 0),
    "messy_imports/csv_xlsx/csvkit/realdata/ks_1033_data.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/sheets.xls": NOTHING,
    "messy_imports/csv_xlsx/csvkit/sheets.xlsx": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test.xls": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test.xlsx": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_date_format.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_empty_columns.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_empty_columns_long_row.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_empty_columns_short_row.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_extra_header.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_header_newline.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_latin1.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_locale.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_no_leading_zeroes.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_numeric_date_format.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_precision.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_skip_lines.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_skip_lines.xls": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_skip_lines.xlsx": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_utf16_big.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_utf16_little.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_utf8.csv": NOTHING,
    "messy_imports/csv_xlsx/csvkit/test_utf8_bom.csv": NOTHING,
    "messy_imports/csv_xlsx/google_outlook_contacts/google_contacts_classic.csv": (1, 0, 0),
    "messy_imports/csv_xlsx/google_outlook_contacts/google_outlook_format.csv": (1, 0, 0),
    "messy_imports/csv_xlsx/google_outlook_contacts/outlook_zh_CN_header_only.gbk.csv": (0, 0, 0),
    "messy_imports/csv_xlsx/odoo_import_templates/odoo_External_id_3rd_party_application_products.csv": (5, 0, 0),
    "messy_imports/csv_xlsx/odoo_import_templates/odoo_crm_lead.xls": (8, 0, 0),
    "messy_imports/csv_xlsx/odoo_import_templates/odoo_m2m_customers_tags.csv": (5, 0, 0),
    "messy_imports/csv_xlsx/odoo_import_templates/odoo_o2m_customers_contacts.csv": (8, 0, 0),
    "messy_imports/csv_xlsx/odoo_import_templates/odoo_res_partner.xlsx": (3, 0, 0),
    "messy_imports/csv_xlsx/suitecrm_exports/Accounts.csv": (2, 0, 0),
    "messy_imports/csv_xlsx/suitecrm_exports/Leads.csv": (2, 0, 0),
    "messy_imports/encodings/cpython_cjkencodings/big5-utf8.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/big5.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/big5hkscs-utf8.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/big5hkscs.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/gb18030-utf8.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/gb18030.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/gb2312-utf8.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/gb2312.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/gbk-utf8.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/gbk.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/hz-utf8.txt": NOTHING,
    "messy_imports/encodings/cpython_cjkencodings/hz.txt": NOTHING,
    "messy_imports/encodings/derived_from_china-division/areas.gb18030.csv": (2978, 0, 0),
    "messy_imports/encodings/derived_from_china-division/areas.utf16.csv": (2978, 0, 0),
    "messy_imports/encodings/derived_from_china-division/areas.utf8bom.csv": (2978, 0, 0),
    "messy_imports/vcf/ez-vcard/John_Doe_ANDROID.vcf": (6, 0, 0),
    "messy_imports/vcf/ez-vcard/John_Doe_GMAIL.vcf": (1, 0, 0),
    "messy_imports/vcf/ez-vcard/John_Doe_IPHONE.vcf": (1, 0, 0),
    "messy_imports/vcf/ez-vcard/John_Doe_MS_OUTLOOK.vcf": (1, 0, 0),
    "messy_imports/vcf/ez-vcard/gmail-list.vcf": (3, 0, 0),
    "messy_imports/vcf/ez-vcard/gmail-single.vcf": (1, 0, 0),
    "messy_imports/vcf/ez-vcard/outlook-2007.vcf": (1, 0, 0),
    "messy_imports/vcf/ez-vcard/rfc2426-example.vcf": (2, 0, 0),
    "messy_imports/vcf/ez-vcard/rfc6350-example.vcf": (1, 0, 0),
    "messy_imports/vcf/syncevolution/carddav.vcf": (17, 0, 0),
    "messy_imports/vcf/syncevolution/eds_contact.vcf": (17, 0, 0),
}
NORTHWIND: dict[str, tuple[int, int, int] | str] = {
    "Customers": (93, 0, 0),
    "Suppliers": (29, 0, 0),
    "Employees": (9, 0, 0),
    "Shippers": (3, 0, 0),
    "Products": (77, 0, 0),
}
FOLDERS = (
    "messy_imports/csv_xlsx",
    "messy_imports/vcf",
    "messy_imports/contacts_phone_vendors",
    "messy_imports/encodings",
    "crm_records/maven_crm_sales_opportunities",
)
pytestmark = pytest.mark.skipif(DATA is None, reason="the shared data (../shared/data) is not on this machine")


def outcome(cast: Cast, content: bytes, name: str) -> tuple[int, int, int] | str:
    """What becomes of a file that is dropped and let in as it was recognised."""
    with translation.override("en"):
        try:
            of = start_import(by=cast.boss, of=drop(cast.boss, content, name, is_checked=False))
        except Unreadable as error:
            return error.reason
        except NothingToBringIn:
            return NOTHING
        work_off()
        of = Import.objects.get(pk=of.pk)
        assert of.state == Import.State.DONE, of.error
        assert of.read == of.created + of.updated + of.unchanged + of.merged + of.rejected
        return of.created, of.updated, of.rejected


def as_everywhere(name: str) -> bool:
    """Nothing of it reaches the database, or the same rows as of another file."""
    return isinstance(FILES[name], str) or name.endswith((".utf16.csv", ".utf8bom.csv"))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.alike) if as_everywhere(name) else name for name in FILES]
)
def test_a_real_file_comes_in_or_is_refused_with_a_reason(cast: Cast, name: str) -> None:
    path = Path(str(DATA)) / name
    assert outcome(cast, path.read_bytes(), path.name) == FILES[name]


def test_no_file_of_the_shared_data_is_forgotten() -> None:
    found = {
        str(path.relative_to(str(DATA)))
        for folder in FOLDERS
        for path in Path(str(DATA), folder).rglob("*")
        if path.is_file()
    }
    assert found == set(FILES)


def northwind(table: str) -> bytes:
    """A table of the sample database as somebody would save it."""
    database = sqlite3.connect(f"file:{DATA}/crm_records/northwind/northwind.sqlite?mode=ro", uri=True)
    rows = database.execute(f'SELECT * FROM "{table}"')
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(table)
        page.write_row(0, 0, [column[0] for column in rows.description])
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, [None if isinstance(value, bytes) else value for value in row])
    database.close()
    return content.getvalue()


@pytest.mark.parametrize("table", NORTHWIND)
def test_a_table_of_another_program_comes_in_as_a_spreadsheet(cast: Cast, table: str) -> None:
    assert outcome(cast, northwind(table), f"{table}.xlsx") == NORTHWIND[table]
