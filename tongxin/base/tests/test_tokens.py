import re
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.tokens import CJK, Tokens, document_tokens, phone_tokens, query_terms

COLUMNS = ("start", "name", "pinyin", "contact", "text")
DOCUMENTS = {
    "hengrun": document_tokens(
        names=["苏州恒润精密机械有限公司", "恒润精密", "Hengrun Precision Machinery Co., Ltd."],
        people=["曾伟"],
        codes=["91350100M000100Y43", "HT-202611-0007"],
        phones=["+8613800138000", "+861065529988", "+8651262558888"],
        mails=["wang.lei@hengrun.com.cn"],
        text="上周拜访，客户想要CNC报价。",
    ),
    "zhang": document_tokens(names=[], people=["张三"], phones=["+12015550123"]),
    "lv": document_tokens(names=[], people=["吕布"]),
    "minority": document_tokens(names=[], people=["阿卜杜·热合曼"]),
    "rare": document_tokens(names=["𠮷野家（中国）餐饮有限公司"], people=["𪚥𠮷"]),
    "mixed": document_tokens(names=["TCL科技集团", "Huawei 华为", "Müller GmbH", "Keystone"]),
    "traditional": document_tokens(names=["臺北顧客關係管理公司"]),
    "chongqing": document_tokens(names=["重庆长安银行"]),
}


@pytest.fixture(scope="module")
def index():
    base = sqlite3.connect(":memory:")
    columns = ", ".join(COLUMNS)
    base.execute(
        f"CREATE VIRTUAL TABLE words USING fts5(key UNINDEXED, {columns}, tokenize='unicode61 remove_diacritics 0')"
    )
    for key, tokens in DOCUMENTS.items():
        row = [key, *(" ".join(getattr(tokens, column)) for column in COLUMNS)]
        base.execute("INSERT INTO words VALUES (?, ?, ?, ?, ?, ?)", row)
    return base


def fts_expression(q):
    def one(match):
        phrase = f'"{" ".join(match.tokens)}"'
        return f"{match.column} : {phrase}{' *' if match.is_prefix else ''}"

    return " AND ".join(f"({' OR '.join(one(match) for match in term.matches)})" for term in query_terms(q))


def found(index, q):
    expression = fts_expression(q)
    if not expression:
        return set()
    return {key for (key,) in index.execute("SELECT key FROM words WHERE words MATCH ?", (expression,))}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("恒", "hengrun"), ("恒润", "hengrun"), ("恒润精", "hengrun"), ("润精密机", "hengrun"), ("恒润精密机械", "hengrun"),
        ("苏州恒润精密机械有限公司", "hengrun"), ("恒润有限公司", "hengrun"), ("恆潤", "hengrun"), ("苏州 机械", "hengrun"),
        ("hr", "hengrun"), ("hrjm", "hengrun"), ("hengrun", "hengrun"), ("jingmi", "hengrun"), ("szhr", "hengrun"), ("h", "hengrun"),
        ("szhrjmjxyxgs", "hengrun"), ("suzhouhengrunjingmijixieyouxiangongsi", "hengrun"), ("HENGRUN prec", "hengrun"),
        ("恒run", "hengrun"), ("heng精密", "hengrun"), ("zengwei", "hengrun"), ("cengwei", "hengrun"), ("zw", "hengrun"),
        ("8000", "hengrun"), ("000", "hengrun"), ("0138000", "hengrun"), ("0013", "hengrun"), ("6255", "hengrun"), ("13800138000", "hengrun"), ("138 0013 8000", "hengrun"), ("+86 138-0013-8000", "hengrun"),
        ("010-6552 9988", "hengrun"), ("65529988", "hengrun"), ("0512-62558888", "hengrun"), ("8613800138000", "hengrun"),
        ("wang.lei@hengrun.com.cn", "hengrun"), ("wang.lei@heng", "hengrun"), ("lei", "hengrun"),
        ("91350100m000100y43", "hengrun"), ("91350100M", "hengrun"), ("0Y43", "hengrun"), ("HT-202611-0007", "hengrun"), ("202611", "hengrun"),
        ("拜访", "hengrun"), ("报价", "hengrun"), ("cnc", "hengrun"), ("ＣＮＣ", "hengrun"),
        ("zs", "zhang"), ("zhangsan", "zhang"), ("zhang san", "zhang"), ("张", "zhang"), ("張三", "zhang"), ("zhangs", "zhang"), ("张san", "zhang"),
        ("+1 201 555 0123", "zhang"), ("lvbu", "lv"), ("lubu", "lv"), ("lyubu", "lv"), ("lübu", "lv"),
        ("阿卜杜热合曼", "minority"), ("阿卜杜·热合曼", "minority"), ("热合曼", "minority"),
        ("𠮷", "rare"), ("𠮷野", "rare"), ("𠮷野家", "rare"), ("𪚥", "rare"), ("𠮷野家中国", "rare"), ("𠮷野家（中国）", "rare"),
        ("tcl", "mixed"), ("tclkj", "mixed"), ("tclkeji", "mixed"), ("hua wei", "mixed"), ("key stone", "mixed"), ("muller", "mixed"), ("MÜLLER", "mixed"),
        ("顾客关系", "traditional"), ("顧客", "traditional"), ("台北", "traditional"), ("chongqing", "chongqing"), ("yinhang", "chongqing"),
    ],
)  # fmt: skip
def test_whatever_is_typed_finds_the_document(index, typed, wanted):
    assert wanted in found(index, typed)


@pytest.mark.parametrize("typed", ["恒大", "润恒", "xyz", "张四", "9999", "zhangsi", "公司恒润", "zhongqing"])
def test_what_is_not_there_is_not_found(index, typed):
    assert found(index, typed) == set()


@pytest.mark.parametrize("typed", ["", "  ", "，。", "\u200b", "()"])
def test_nothing_searchable_gives_no_terms(typed):
    assert query_terms(typed) == []


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("+8613800138000", ["13800138000", "00138000", "尾00083100831"]),
        ("+861065529988", ["01065529988", "65529988", "尾88992556010"]),
        ("+865126255888;ext=12", ["05126255888", "6255888", "尾88855262150"]),
        ("+864000500827", ["4000500827", "0500827", "尾7280050004"]),
        ("95588", ["95588", "95588", "尾88559"]),
        ("+12015550123", ["12015550123", "15550123", "尾32105551021"]),
    ],
)
def test_a_number_is_found_by_its_beginning_its_second_group_and_its_end(phone, words):
    assert phone_tokens(phone) == words


def test_two_letters_are_two_initials_or_a_whole_syllable():
    pinyin = document_tokens(names=["苏州恒丽机械"]).pinyin
    assert {"hl", "lj", "li", "ji"} <= set(pinyin)
    assert not {"he", "xi"} & set(pinyin)


def test_two_characters_are_one_exact_lookup():
    (term,) = query_terms("恒润")
    assert [(match.column, match.tokens, match.is_prefix) for match in term.matches] == [
        ("start", ("恒润",), False),
        ("name", ("恒润",), False),
        ("text", ("恒润",), False),
    ]


def test_every_piece_of_a_name_is_found_by_exact_lookup_and_single_characters_as_beginnings():
    name = "苏州恒润精密机械"
    document = document_tokens(names=[name])
    for length in range(1, 5):
        for at in range(len(name) - length + 1):
            (term,) = query_terms(name[at : at + length])
            wanted = next(match for match in term.matches if match.column == "name")
            assert wanted.is_prefix == (length == 1)
            assert _meets(document, wanted)


def test_names_that_begin_with_what_was_typed_come_first():
    tokens = document_tokens(names=["苏州恒润精密机械有限公司"])
    assert {"苏", "苏州", "恒润", "恒润精密"} <= set(tokens.start)
    assert "suzhouhengrunjingmijixieyouxiangongsi"[:24] in tokens.start


def test_a_document_stays_bounded():
    tokens = document_tokens(names=["行长乐单曾朝" * 20], text="很长的备注，每次拜访都写。" * 1000)
    assert len(tokens.text) <= 2000
    assert len(tokens.pinyin) <= 96


def test_sqlite_keeps_every_token_whole():
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE words USING fts5(word, tokenize='unicode61 remove_diacritics 0')")
    base.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row')")
    for tokens in DOCUMENTS.values():
        for column in COLUMNS:
            for token in getattr(tokens, column):
                base.execute("DELETE FROM words")
                base.execute("INSERT INTO words VALUES (?)", (token,))
                assert base.execute("SELECT term FROM vocabulary").fetchall() == [(token,)]


@settings(max_examples=150)
@given(st.text(max_size=40))
def test_tokens_and_terms_are_letters_and_digits_only(text):
    tokens = document_tokens(names=[text], people=[text], codes=[text], mails=[text], text=text)
    made = [token for column in COLUMNS for token in getattr(tokens, column)]
    made += [token for term in query_terms(text) for match in term.matches for token in match.tokens]
    assert all(re.fullmatch(f"(?:[^\\W_]|[{CJK}])+", token) for token in made)


@settings(max_examples=100)
@given(st.text(alphabet="张三恒润ab1 ·(", min_size=1, max_size=8))
def test_a_name_is_always_found_by_itself(name):
    document: Tokens = document_tokens(names=[name])
    for term in query_terms(name):
        assert any(_meets(document, match) for match in term.matches)


def _meets(document, match):
    column = getattr(document, match.column)
    if match.is_prefix:
        return any(token.startswith(match.tokens[0]) for token in column)
    return set(match.tokens) <= set(column)
