"""What columns and tables are taken for, by heading and by content."""

import pytest

from tongxin.base.reading import Column, open_source
from tongxin.base.reading.tests.reading_files import MESSY, needs_shared_data, text_file

from ..recognising import SURE, TargetField, guess_target, heading_key, recognise

FIELDS = [
    TargetField("name", "Customer name", kind="name"), TargetField("short_name", "Short name"), TargetField("uscc", "USCC", kind="uscc"),
    TargetField("roles", "Roles", kind="choice", many=True, choices=frozenset({"客户", "供应商"})),
    TargetField("phones", "Phone", kind="phone", many=True), TargetField("fax", "Fax", kind="phone", many=True),
    TargetField("emails", "E-mail", kind="mail", many=True), TargetField("website", "Website", kind="url"),
    TargetField("province", "Province"), TargetField("city", "City"), TargetField("district", "District"),
    TargetField("address", "Address", kind="address"), TargetField("postcode", "Postcode"), TargetField("industry", "Industry"),
    TargetField("tier", "Tier"), TargetField("source", "Source"), TargetField("region", "Sales region"),
    TargetField("owner", "Owner", kind="person"), TargetField("tags", "Tags", kind="tags", many=True),
    TargetField("note", "Note", kind="long", many=True), TargetField("last_contact_on", "Last contact", kind="date"),
    TargetField("external_id", "Old number"), TargetField("contacts", "Contacts", kind="people", many=True),
    TargetField("contact_name", "Contact", kind="people", many=True), TargetField("contact_title", "Job title"),
    TargetField("contact_department", "Department"), TargetField("contact_mobile", "Contact's mobile", kind="phone", many=True),
    TargetField("contact_phone", "Contact's phone", kind="phone", many=True),
    TargetField("contact_email", "Contact's e-mail", kind="mail", many=True), TargetField("contact_wechat", "WeChat"),
    TargetField("contact_birthday", "Birthday", kind="date"),
]  # fmt: skip


def columns(**samples):
    return [Column(at, heading, tuple(values)) for at, (heading, values) in enumerate(samples.items())]


def fields_of(guesses):
    return [guess.field for guess in guesses]


FIRMS = ["上海同心机电设备有限公司", "苏州金轮纺织有限公司", "宁波海曙五金厂"]
PEOPLE = ["张三", "沈丽", "欧阳明"]
MOBILES = ["13800138000", "13900139000", "18600001111"]


def test_a_clerks_customer_list_is_recognised_without_asking():
    table = columns(
        序号=["1", "2", "3"], 单位名称=FIRMS, 简称=["同心", "金轮", "海曙"], 联系人=PEOPLE, 手机号码=MOBILES, 座机=["021-60000000", "0512-65000000"],
        谁的=["小沈", "老王"], 片区=["华东", "华南"], 客户等级=["A", "B"], 地址=["上海市浦东新区张江路88号", "苏州市吴中区木渎镇金枫路1号"],
        最后跑的日子=["2026-03-01", "3月5日"], 备注=["月底报价"], 备注2=["账期60天"],
    )  # fmt: skip
    guesses = recognise(table, FIELDS)
    assert fields_of(guesses) == [
        None, "name", "short_name", "contact_name", "contact_mobile", "contact_phone", "owner", "region", "tier", "address",
        "last_contact_on", "note", "note",
    ]  # fmt: skip
    assert [guess.column_index for guess in guesses if guess.confidence < SURE] == []
    assert guess_target(table).target == "customers"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("客户名称", "name"), ("客戶名稱", "name"), ("* 客户名称（必填）", "name"), ("公司全称", "name"), ("发票抬头", "name"), ("Account Name", "name"),
        ("COMPANY NAME", "name"), ("统一社会信用代码", "uscc"), ("社会信用代码", "uscc"), ("手机号码", "phones"), ("联系电话（公司）", "phones"),
        ("E-mail Address", "emails"), ("电子邮箱", "emails"), ("電子郵件", "emails"), ("网址", "website"), ("业务员", "owner"), ("跟进人", "owner"),
        ("Assigned To", "owner"), ("片区", "region"), ("大区", "region"), ("客户来源", "source"), ("Lead Source", "source"),
        ("Billing Postal Code", "postcode"), ("Billing Street", "address"), ("公司地址", "address"), ("客户所在城市", "city"), ("客户编号", "external_id"),
        ("备注3", "note"), ("职务", "contact_title"), ("Job Title", "contact_title"), ("微信号", "contact_wechat"), ("联系人/电话", "contacts"),
        ("客户名稱", "name"), ("客互名称", "name"), ("行业分类", "industry"), ("联系方式 · 公司传真", "fax"),
    ],
)  # fmt: skip
def test_a_heading_alone_says_which_field_it_is(heading, field):
    (guess,) = recognise([Column(0, heading, ())], FIELDS)
    assert guess.field == field


@pytest.mark.parametrize(
    ("samples", "field"),
    [
        (FIRMS, "name"), (MOBILES, "contact_mobile"), (["a@b.cn", "c@d.com", "e@f.cn"], "emails"),
        (["91310115MA1K4L3R5X", "91110000100000000A"], "uscc"), (["上海市浦东新区张江路88号", "苏州市吴中区木渎镇金枫路1号"], "address"),
        (["张三 13800138000；沈丽（采购）13900139000", "李工13912345678"], "contacts"), (["https://a.cn", "www.b.com"], "website"),
    ],
)  # fmt: skip
def test_values_alone_say_which_field_it_is_but_are_asked_about_more(samples, field):
    (guess,) = recognise([Column(0, "列 C", tuple(samples), has_heading=False)], FIELDS)
    assert guess.field == field
    assert guess.confidence < 0.96


def test_values_that_contradict_their_heading_are_asked_about():
    agree, contradict = (recognise(columns(邮箱=values), FIELDS)[0] for values in (["a@b.cn"], ["红色", "蓝色"]))
    assert agree.confidence >= SURE > contradict.confidence


def test_a_field_that_takes_one_value_gets_its_best_column():
    guesses = recognise(columns(名称=["甲", "乙", "丙"], 客户名称=FIRMS), FIELDS)
    assert fields_of(guesses) == [None, "name"]
    assert guesses[0].confidence >= SURE


def test_a_column_with_values_is_taken_before_an_empty_one_of_the_same_name():
    assert fields_of(recognise([Column(0, "地址", ()), Column(1, "详细地址", ("上海市张江路88号",))], FIELDS)) == [
        None,
        "address",
    ]


def test_numbers_belong_to_the_person_or_the_firm_to_their_left():
    of_person = recognise(columns(客户名称=FIRMS, 联系人=PEOPLE, 电话=MOBILES, 邮箱=["a@b.cn"]), FIELDS)
    of_firm = recognise(columns(客户名称=FIRMS, 电话=MOBILES, 邮箱=["a@b.cn"], 联系人=PEOPLE), FIELDS)
    assert fields_of(of_person)[2] in ("contact_mobile", "contact_phone")
    assert (fields_of(of_person)[3], fields_of(of_firm)[1:3]) == ("contact_email", ["phones", "emails"])


def test_what_was_chosen_before_is_chosen_again():
    remembered = {heading_key("客户名称"): "short_name", heading_key("备注"): ""}
    guesses = recognise(columns(客户名称=FIRMS, 备注=["好"]), FIELDS, remembered)
    assert [(guess.field, guess.confidence) for guess in guesses] == [("short_name", 1.0), (None, 1.0)]


def test_what_has_no_field_of_its_own_goes_to_the_note_and_is_asked_about():
    (guess,) = recognise(columns(应收款=["12000.50", "300"]), FIELDS)
    assert (guess.field, guess.confidence < SURE) == ("note", True)


def test_what_is_known_to_be_something_else_is_not_stretched_to_fit():
    fields = [field for field in FIELDS if field.key != "external_id"]
    assert fields_of(recognise(columns(客户编号=["K001", "K002"], 性别=["男", "女"]), fields)) == [None, None]
    assert fields_of(recognise(columns(上级公司名称=["同心", "金轮"]), fields)) == ["note"]


def test_what_is_of_no_use_is_left_out_without_asking():
    assert [guess.confidence >= SURE for guess in recognise(columns(性别=["男", "女"], 照片=["1.jpg"]), FIELDS)] == [
        True,
        True,
    ]


def test_money_and_days_are_not_taken_for_phone_numbers():
    assert fields_of(
        recognise(
            columns(登记=["2026-01-01", "20260102", "2026/1/3"], 数=["47224.52", "43276.71", "1200345.5"]), FIELDS
        )
    ) == [None, None]


def test_what_says_nothing_is_left_out_and_asked_about():
    (guess,) = recognise(columns(甲乙丙=["x", "y"]), FIELDS)
    assert (guess.field, guess.confidence < 0.5) == (None, True)


@pytest.mark.parametrize(
    ("headings", "target"),
    [
        (["姓名", "手机号码", "住宅电话"], "contacts"), (["First Name", "Last Name", "Company", "E-mail Address"], "contacts"),
        (["客户名称", "联系人", "电话"], "customers"), (["Account Name", "Billing City", "Phone"], "customers"),
        (["客户名称", "拜访日期", "拜访方式", "拜访内容"], "activities"), (["颜色", "尺寸"], None),
        (["姓名", "公司", "手机", "需求"], "leads"), (["Name", "Company", "Email", "Lead Source", "Message"], "leads"),
        (["部门", "季度", "销售目标"], "targets"), (["Sales Rep", "Year", "Quota"], "targets"),
        (["产品编码", "品名", "单位", "单价", "价格表", "起订量"], "products"), (["SKU", "Product Name", "Unit Price"], "products"),
        (["合同编号", "客户名称", "合同金额", "签订日期"], "contracts"),
        (["订单编号", "客户名称", "产品编码", "数量", "单价"], "orders"), (["OrderID", "CustomerID", "OrderDate", "Freight"], "orders"),
        (["OrderID", "ProductID", "UnitPrice", "Quantity", "Discount"], "orders"), (["商机名称", "客户名称", "金额", "阶段"], "opportunities"),
        (["opportunity_id", "account", "deal_stage", "close_value"], "opportunities"), (["公司名称", "统一社会信用代码", "商机名称", "商机阶段", "金额"], "customers"),
        (["客户名称", "客户来源", "备注", "电话"], "customers"),
    ],
)  # fmt: skip
def test_what_a_table_lists_is_told_by_its_headings(headings, target):
    assert guess_target([Column(at, heading, ()) for at, heading in enumerate(headings)]).target == target


def test_what_a_table_without_headings_lists_is_told_by_its_values():
    firms = [Column(0, "A", tuple(FIRMS), False), Column(1, "B", tuple(MOBILES), False)]
    people = [Column(0, "A", tuple(PEOPLE), False), Column(1, "B", tuple(MOBILES), False)]
    assert (guess_target(firms).target, guess_target(people).target) == ("customers", "contacts")


@needs_shared_data
@pytest.mark.parametrize(
    ("file", "target", "expected"),
    [
        ("csv_xlsx/suitecrm_exports/Accounts.csv", "customers", {"Name": "name", "Website": "website", "Office Phone": "phones", "Billing City": "city",
         "Assigned to": "owner", "Industry": "industry", "Email Address": "emails"}),
        ("csv_xlsx/odoo_import_templates/odoo_crm_lead.xls", "customers", {"Company Name": "name", "Contact Name": "contact_name",
         "Job Position": "contact_title", "Mobile": "contact_mobile", "Zip": "postcode"}),
        ("csv_xlsx/google_outlook_contacts/google_contacts_classic.csv", "contacts", {"Name": "contact_name", "E-mail 1 - Value": "contact_email",
         "Phone 1 - Value": "contact_phone"}),
        ("csv_xlsx/google_outlook_contacts/outlook_zh_CN_header_only.gbk.csv", "contacts", {"单位": "name", "职务": "contact_title",
         "移动电话": "contact_mobile", "商务地址 街道": "address", "生日": "contact_birthday"}),
        ("csv_xlsx/cordys/cordys_user_import_cn.xlsx", "contacts", {"姓名": "contact_name", "手机号": "contact_mobile", "职位": "contact_title"}),
        ("contacts_phone_vendors/huawei_multi_columns.csv", "contacts", {"姓名": "contact_name", "手机号码": "contact_mobile",
         "住宅电话": "contact_phone", "办公电话": "contact_phone", "传真": "fax"}),
        ("contacts_phone_vendors/google_multi_value.csv", "contacts", {"Name": "contact_name", "Phone 1 - Value": "contact_phone",
         "Phone 2 - Value": "contact_phone"}),
        ("contacts_phone_vendors/oppo.csv", "contacts", {"姓名": "contact_name", "手机": "contact_mobile"}),
    ],
)  # fmt: skip
def test_exports_of_other_programs_are_recognised(file, target, expected):
    found = open_source(MESSY / file, file).chosen.columns
    guesses = recognise(found, FIELDS, target=guess_target(found).target)
    fields = {column.heading: guess.field for column, guess in zip(found, guesses, strict=True)}
    assert guess_target(found).target == target
    assert {heading: fields[heading] for heading in expected} == expected


def test_grouped_headings_are_recognised(tmp_path):
    text = "客户名称,联系人,,公司,\n,姓名,手机,地址,电话\n甲公司,张三,13800138000,上海市张江路1号,021-60000000\n"
    found = open_source(text_file(tmp_path, text), "x").chosen.columns
    assert fields_of(recognise(found, FIELDS)) == ["name", "contact_name", "contact_mobile", "address", "phones"]


def test_digits_under_another_heading_are_no_telephone_numbers():
    table = columns(
        name=FIRMS,
        Salutation=["4441234567"],
        **{"bank_ids/acc_number": ["12554641", "321654987"], "Contract": ["86543210"]},
    )
    assert fields_of(recognise(table, FIELDS)) == ["name", None, None, None]
    assert (
        fields_of(recognise(columns(name=FIRMS, **{"Office phone": ["86543210", "65000000"]}), FIELDS))[1] == "phones"
    )
    assert fields_of(recognise(columns(name=FIRMS, 怎么找=MOBILES), FIELDS))[1] == "contact_mobile"


def test_words_that_a_program_ran_together_are_read_apart():
    table = columns(
        CustomerID=["ALFKI"], CompanyName=["Alfreds Futterkiste"], ContactName=["Maria Anders"], PostalCode=["12209"]
    )
    guesses = recognise(table, FIELDS)
    assert fields_of(guesses) == ["external_id", "name", "contact_name", "postcode"]
    assert [guess.column_index for guess in guesses if guess.confidence < SURE] == []
    assert guess_target(table).target == "customers"


def test_a_firm_under_a_strange_heading_is_asked_about_and_no_parent_is_made_up():
    fields = [*FIELDS, TargetField("parent", "Parent company")]
    table = columns(Firma=["Müller GmbH", "Short AG"], Name=["Hans Müller", "A B"], Telefon=["+49 711 5550123"])
    firm, *_rest = recognise(table, fields, target="customers")
    assert firm.field != "parent"
    assert firm.confidence < SURE
