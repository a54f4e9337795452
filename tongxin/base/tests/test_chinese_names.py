import pytest

from tongxin.base.chinese.names import (
    looks_like_company_name,
    looks_like_person_name,
    normalise_person_name,
    salutation,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" 张 三 ", "张三"),
        ("阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("阿卜杜・热合曼", "阿卜杜·热合曼"),
        ("阿卜杜． 热合曼", "阿卜杜·热合曼"),
        ("阿卜杜.热合曼", "阿卜杜·热合曼"),
        ("John  F. Smith", "John F. Smith"),
        ("McDonald", "McDonald"),
        ("𠮷田", "𠮷田"),
        ("張　三", "張三"),
        ("张" * 60, "张" * 50),
    ],
)
def test_a_name_is_stored_whole(typed, stored):
    assert normalise_person_name(typed) == stored


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("张总", ("张", "总")), ("李工", ("李", "工")), ("王主任", ("王", "主任")), ("刘先生", ("刘", "先生")), ("欧阳女士", ("欧阳", "女士")),
        ("劉總", ("刘", "总")), ("陈副总经理", ("陈", "副总经理")), ("张三", None), ("总经理", None), ("张三经理", None), ("", None),
    ],
)  # fmt: skip
def test_a_salutation_is_surname_and_title(text, parts):
    assert salutation(text) == parts


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "李小明",
        "欧阳娜娜",
        "司马光",
        "阿卜杜·热合曼",
        "John Smith",
        "Anna-Maria O'Neil",
        "刘先生",
        "𠮷·田",
        "覃伟",
    ],
)
def test_names_of_people_look_like_it(name):
    assert looks_like_person_name(name) > 0.5
    assert looks_like_company_name(name) < 0.5


@pytest.mark.parametrize(
    "name",
    [
        "苏州恒润精密机械有限公司", "北京大学", "上海市第一人民医院", "好又多超市", "恒润集团", "老王五金店", "Hengrun Co., Ltd.", "Acme Inc.",
        "Siemens GmbH", "苏州恒润科技", "昆山模具厂", "中国工商银行苏州分行",
    ],
)  # fmt: skip
def test_names_of_firms_look_like_it(name):
    assert looks_like_company_name(name) > 0.5
    assert looks_like_person_name(name) < 0.5


@pytest.mark.parametrize("text", ["采购", "江苏省苏州市", "13800138000", "", "备注：已付款", "经理"])
def test_other_text_looks_like_no_person(text):
    assert looks_like_person_name(text) < 0.5
