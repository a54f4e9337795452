import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.chinese.pinyin import english_name, readings, sort_key


def full(text, **options):
    return [reading.full for reading in readings(text, **options)]


def test_a_reading_has_syllables_and_initials():
    first = readings("张三", person=True)[0]
    assert (first.full, first.initials, first.syllables) == ("zhangsan", "zs", ("zhang", "san"))


@pytest.mark.parametrize(
    ("surname", "right", "everyday"),
    [
        ("曾", "zeng", "ceng"), ("单", "shan", "dan"), ("仇", "qiu", "chou"), ("解", "xie", "jie"), ("朴", "piao", "pu"),
        ("查", "zha", "cha"), ("区", "ou", "qu"), ("盖", "ge", "gai"), ("翟", "zhai", "di"), ("覃", "qin", "tan"),
        ("缪", "miao", "mou"), ("阚", "kan", None), ("员", "yun", "yuan"), ("种", "chong", "zhong"), ("召", "shao", "zhao"),
        ("折", "she", "zhe"), ("秘", "bi", "mi"), ("繁", "po", "fan"), ("乜", "nie", "mie"), ("佴", "nai", "er"), ("祭", "zhai", "ji"),
        ("任", "ren", None), ("冼", "xian", None), ("薄", "bo", "bao"), ("谌", "chen", None), ("乐", "yue", "le"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames_and_stay_findable_as_typed(surname, right, everyday):
    said = full(surname + "伟", person=True)
    assert said[0] == right + "wei"
    assert everyday is None or everyday + "wei" in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("尉迟恭", "yuchigong"),
        ("长孙无忌", "zhangsunwuji"),
        ("万俟卨", "moqi"),
        ("令狐冲", "linghuchong"),
        ("澹台明", "tantaiming"),
    ],
)
def test_compound_surnames_are_read_whole(name, said):
    assert full(name, person=True)[0].startswith(said)


def test_lv_is_found_as_lv_lu_and_lyu():
    assert {"lvbu", "lubu", "lyubu"} <= set(full("吕布", person=True))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("重庆", "chongqing"), ("长沙", "changsha"), ("银行", "yinhang"), ("六安", "luan"), ("厦门", "xiamen"), ("重慶", "chongqing"),
        ("成都空调", "chengdukongtiao"), ("恒润精密", "hengrunjingmi"), ("TCL科技", "tclkeji"), ("3M中国", "3mzhongguo"),
    ],
)  # fmt: skip
def test_phrases_and_mixed_names_have_one_reading(text, said):
    assert full(text) == [said]


def test_initials_keep_short_latin_words():
    assert readings("TCL科技")[0].initials == "tclkj"
    assert readings("Hengrun精密")[0].initials == "hjm"


def test_variants_are_capped_at_eight():
    assert len(readings("行长乐单曾朝")) == 8


def test_nothing_readable_has_no_reading():
    assert readings("，。") == []


def test_a_list_sorts_by_pinyin_then_code_point():
    names = [
        "章二",
        "阿里",
        "张四",
        "重庆",
        "Alibaba",
        "张三",
        "曾国藩",
        "百度",
        "陈一",
        "alpha",
        "3M",
        "10 号",
        "2 号",
    ]
    assert sorted(names, key=lambda name: sort_key(name, person=True)) == [
        "2 号", "3M", "10 号", "阿里", "Alibaba", "alpha", "百度", "陈一", "重庆", "曾国藩", "张三", "张四", "章二",
    ]  # fmt: skip


def test_a_short_syllable_stands_before_a_longer_one():
    assert sort_key("西安") < sort_key("先锋")


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_a_sort_key_is_short_and_storable(text):
    key = sort_key(text)
    assert len(key) <= 120 == len(sort_key("张" * 60))
    assert "\x00" not in key


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("张三", "Zhang San"), ("欧阳娜娜", "Ouyang Nana"), ("吕布", "Lyu Bu"), ("曾国藩", "Zeng Guofan"), ("單田芳", "Shan Tianfang"),
        ("阿卜杜·热合曼", "Abudu Reheman"), ("John Smith", "John Smith"), ("张", "Zhang"), ("", ""),
    ],
)  # fmt: skip
def test_names_in_latin_letters(chinese, english):
    assert english_name(chinese) == english


def test_characters_outside_the_basic_plane_are_read_or_kept():
    assert full("𠮷田")
    assert sort_key("𠮷田")
