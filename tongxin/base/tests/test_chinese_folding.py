import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.chinese.folding import clean, fold, has_bidi


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("顧客關係管理", "顾客关系管理"),
        ("軟件", "软件"),
        ("ＡＢＣ１２３", "abc123"),
        ("  Hello \t\n World ", "hello world"),
        ("北京（朝阳）", "北京(朝阳)"),
        ("张\u200b三\u202e", "张三"),
        ("e\u200b\u0301", "é"),
        ("Straße", "strasse"),
        ("𠮷野家", "𠮷野家"),
        ("①㎡", "1m2"),
        ("a\x00b\ud800c", "abc"),
        ("葛\U000e0100城", "葛城"),
        ("", ""),
    ],
)
def test_folding_makes_variants_meet(typed, folded):
    assert fold(typed) == folded


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=30))
def test_clean_text_can_always_be_stored_and_is_stable(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert not has_bidi(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  张三　", "张三"),
        ("𠮷 👨‍👩‍👧 好", "𠮷 👨‍👩‍👧 好"),
        ("一\r\n二\r三\t四", "一\n二\n三\t四"),
        ("顧客（ＡＢＣ）", "顧客（ＡＢＣ）"),
        ("\ufeff编号\x00\x07\x1b", "编号"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\udc00x", "x"),
    ],
)
def test_clean_keeps_what_was_typed(typed, stored):
    assert clean(typed) == stored


def test_bidi_controls_are_noticed():
    assert has_bidi("发票\u202efdp.exe")
    assert not has_bidi("发票.pdf 𠮷 👨‍👩‍👧")
