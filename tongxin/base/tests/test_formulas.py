"""The language of formulas: what it answers, where it points when something is wrong, and that nothing breaks it."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.formulas import Fault, find_loop, names_in, read_formula, renamed, run, type_of
from tongxin.base.formulas.functions import ALIASES, FUNCTIONS
from tongxin.base.formulas.tree import TYPES, type_of_value
from tongxin.base.money import Money

VALUES = {
    "数量": Decimal("12"),
    "单价": Money.of("35.50", "CNY"),
    "签约": date(2026, 1, 31),
    "名称": "苏州恒润",
    "老客": True,
    "设备": ("车床", "铣床"),
    "没有": None,
}
KINDS = {
    "数量": "number",
    "单价": "money",
    "签约": "date",
    "名称": "text",
    "老客": "yes_no",
    "设备": "choices",
    "没有": "number",
}


def answer(source):
    tree = read_formula(source)
    type_of(tree, KINDS)
    return run(tree, VALUES)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", Decimal(7)),
        ("(1 + 2) * 3", Decimal(9)),
        ("10 - 4 - 3", Decimal(3)),
        ("-[数量] * -1", Decimal(12)),
        ("7 / 2", Decimal("3.5")),
        ("0.1 + 0.2 = 0.3", True),
        ("[数量] * 5%", Decimal("0.60")),
        ("[单价] * [数量]", Money.of("426.00", "CNY")),
        ("[单价] * 12 / [单价]", Decimal(12)),
        ("[单价] / 3", Money.of("11.83", "CNY")),
        ("［数量］×２＋（１）", Decimal(25)),
        ("【数量】 ≥ 12 且 非 [老客] 或 1 <> 1", False),
        ("if([老客], “老”, \"新\") & \"客户\"", "老客户"),
        ("如果([数量] > 10, 四舍五入(3.14159, 2), 0)", Decimal("3.14")),
        ("[签约] + 1", date(2026, 2, 1)),
        ("add_months([签约], 1)", date(2026, 2, 28)),
        ("days([签约], date(2026, 12, 31))", Decimal(334)),
        ("date(2026, 3, 1) - [签约]", Decimal(29)),
        ("year([签约]) & \"年\"", "2026年"),
        ("contains([设备], \"铣床\")", True),
        ("contains([名称], \"恒\") and starts([名称], \"苏州\")", True),
        ("len([设备]) + len([名称])", Decimal(6)),
        ("max(1, 3, 2) + min(4, 5)", Decimal(7)),
        ("sum([单价], money(4.5, \"cny\"))", Money.of("40.00", "CNY")),
        ("amount([单价]) + 1", Decimal("36.50")),
        ("left([名称], 2) & mid([名称], 3, 1) & right([名称], 1)", "苏州恒润"),
        ("replace(\"a-b\", \"-\", \"/\")", "a/b"),
        ("one_of(\"A\", \"A\", \"B\")", True),
        ("number(\"1,200\") + 1", Decimal(1201)),
        ("[没有] + 1", None),
        ("is_empty([没有])", True),
        ("[没有] = 空", True),
        ("[没有] > 1", False),
        ("coalesce([没有], 8)", Decimal(8)),
        ("if([没有] > 1, 1)", None),
        ("\"说“”\" & \"\"\"引\"\"\"", '说“”"引"'),
        ("真 = true", True),
    ],
)  # fmt: skip
def test_it_answers(source, expected):
    assert answer(source) == expected


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("", (0, 1), "missing"),
        ("1 +", (3, 4), "missing"),
        ("1 + * 2", (4, 5), "does not fit"),
        ("(1 + 2", (6, 7), "“)”"),
        ("1 2", (2, 3), "does not fit"),
        ("数量 * 2", (0, 2), "brackets"),
        ("[没这个] * 2", (0, 5), "没这个"),
        ("[名称] + 1", (0, 8), "joined with &"),
        ("[数量] + [签约]", (0, 11), "no meaning"),
        ("if(1, 2, 3)", (3, 4), "yes or no"),
        ("if([老客], 1, \"a\")", (12, 15), "a number"),
        ("round()", (0, 7), "Written like this"),
        ("round(1, 2, 3)", (0, 14), "Written like this"),
        ("exec(\"x\")", (0, 4), "no function"),
        ("__import__(\"os\")", (0, 10), "no function"),
        ("[名称].__class__", (4, 5), "no meaning"),
        ("\"offen", (0, 6), "not closed"),
        ("1 < 2 < 3", (6, 7), "two at a time"),
        ("[设备] < [设备]", (0, 11), "compared"),
        ("1 / 0", (0, 5), "zero"),
        ("date(2026, 2, 30)", (0, 17), "no such day"),
        ("[单价] + money(1, \"USD\")", (0, 22), "currencies"),
        ("999999999999999999 * 999", (0, 24), "too large"),
        ("(" * 60 + "1" + ")" * 60, (40, 41), "too large"),
        ("1" + "+1" * 1000, None, "characters"),
        ("replace(\"" + "a" * 900 + "\", \"a\", \"" + "b" * 900 + "\")", None, "too long"),
        (" & ".join(["replace(\"" + "a" * 90 + "\", \"a\", \"" + "b" * 90 + "\")"] * 2), None, "too long"),
        ("$", (0, 1), "no meaning"),
        ("{{ 7 * 7 }}", (0, 1), "no meaning"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_and_where(source, place, words):
    with translation.override("en"), pytest.raises(Fault) as caught:
        answer(source)
    with translation.override("en"):
        assert words in str(caught.value.text)
    if place is not None:
        assert (caught.value.at, caught.value.end) == place


def test_names_are_found_and_written_otherwise():
    source = '[数量]*[单价] & "[数量]" & 【数量】'
    assert names_in(read_formula(source)) == ["数量", "单价"]
    assert renamed(source, {"数量": "c_shu_liang"}) == '[c_shu_liang]*[单价] & "[数量]" & [c_shu_liang]'


def test_a_circle_is_named():
    needs = {"a": ["b", "x"], "b": ["c"], "c": ["x", "a"], "x": []}
    assert find_loop(needs, "a") == ["a", "b", "c", "a"]
    assert find_loop(needs, "x") == []
    assert find_loop({"a": ["a"]}, "a") == ["a", "a"]


def test_what_can_be_said_of_functions_is_true():
    assert set(ALIASES.values()) == set(FUNCTIONS)
    for function in FUNCTIONS.values():
        assert {kind for kinds in function.takes for kind in kinds} <= set(TYPES)
        assert function.gives in (*TYPES, "same", "first")


WORDS = [
    *[f"{name}(" for name in (*FUNCTIONS, *ALIASES)], *[f"[{name}]" for name in KINDS], *"+-*/&=<>(),%[]\"“”\\{}.;|`$\n 　（），",
    "<>", "<=", ">=", "and", "or", "not", "且", "或", "非", "1", "0.5", "9" * 18, '"文"', "true", "空", "x", "__class__", "[x]", ") ", "1)",
]  # fmt: skip


def nothing_but_a_fault(source):
    """The formula runs, or says where it is wrong; types found before running are those of the answer."""
    try:
        tree = read_formula(source)
        kind = type_of(tree, KINDS)
        value = run(tree, VALUES)
    except Fault as caught:
        assert 0 <= caught.at < caught.end, source  # noqa: PT017  # either outcome is right
        return
    if value is not None and kind != "empty":
        assert type_of_value(value) == kind


def test_a_thousand_words_in_any_order_break_nothing():
    draw = random.Random(20261122)  # a fixed throw, so that a failure can be seen again
    for _number in range(3_000):
        nothing_but_a_fault("".join(draw.choices(WORDS, k=draw.randrange(1, 14))))


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_breaks_nothing(source):
    nothing_but_a_fault(source)


LEAF = st.sampled_from(["1", "2.5", "0", '"苏"', "true", "空", *[f"[{name}]" for name in KINDS]])
TREE = st.recursive(
    LEAF,
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from("+ - * / & = <> < <= > >= and or".split()), part).map(lambda one: f"({one[0]} {one[1]} {one[2]})"),
        st.tuples(st.sampled_from(sorted(FUNCTIONS)), st.lists(part, max_size=4)).map(lambda one: f"{one[0]}({', '.join(one[1])})"),
        part.map(lambda one: f"not {one}"),
        part.map(lambda one: f"-{one}"),
    ),
    max_leaves=12,
)  # fmt: skip


@given(TREE)
@settings(max_examples=500)
def test_any_tree_breaks_nothing(source):
    nothing_but_a_fault(source)
