"""What one sentence of a salesperson says. It is Monday 23 November 2026, ten in the morning."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.money import parse_money
from tongxin.directory.activities.sentence import PartyHit, PersonHit, understand

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

HENGRUN, JINLING, CHENGJIANG = 10, 11, 12
ZHANG, LI_JINLING, LI_CHENGJIANG, JOHN, CHIEF_ZHANG, ZHOU = 1, 2, 3, 4, 5, 6
PEOPLE = [
    (ZHANG, "张三", HENGRUN, "采购部", ["张三"]),
    (LI_JINLING, "李四", JINLING, "设备科", ["李四"]),
    (LI_CHENGJIANG, "李四", CHENGJIANG, "计划部", ["李四"]),
    (JOHN, "John Smith", HENGRUN, "", ["john smith", "john"]),
    (CHIEF_ZHANG, "张建国", HENGRUN, "总经理", ["张建国", "张总"]),
    (ZHOU, "周一鸣", JINLING, "", ["周一鸣"]),
]
PARTIES = [
    (HENGRUN, "恒润精密", ["恒润精密", "恒润", "hengrun"]),
    (JINLING, "金陵热电", ["金陵热电", "金陵"]),
    (CHENGJIANG, "澄江水务", ["澄江水务", "澄江"]),
]


def find_people(text):
    return [
        PersonHit(key, name, word, party, about)
        for key, name, party, about, words in PEOPLE
        for word in words
        if word in text.lower()
    ]


def find_parties(text):
    return [PartyHit(key, name, word) for key, name, words in PARTIES for word in words if word in text.lower()]


def read(text, now=NOW):
    return understand(text, now=now, find_people=find_people, find_parties=find_parties)


def slot(understood, key):
    return next((slot for slot in understood.slots if slot.key == key), None)


def said(understood, key):
    found = slot(understood, key)
    return found and found.span and understood.text[slice(*found.span)]


SENTENCES = [
    # sentence, kind, tense, day, time, people, customer
    ("昨天拜访了恒润张三", "visit", "done", "11-22", None, [ZHANG], HENGRUN),
    ("刚电恒润，价格还要谈", "call", "done", "11-23", None, [], HENGRUN),
    ("电联张三，样品收到了", "call", "done", "11-23", None, [ZHANG], None),
    ("昨访恒润", "visit", "done", "11-22", None, [], HENGRUN),
    ("昨去澄江", "visit", "done", "11-22", None, [], CHENGJIANG),
    ("明天下午3点拜访张三", "visit", "planned", "11-24", "15:00", [ZHANG], None),
    ("明天下午 3 点拜访张三 谈报价 5 万", "visit", "planned", "11-24", "15:00", [ZHANG], None),
    ("给恒润的张总打电话", "call", "planned", None, None, [CHIEF_ZHANG], HENGRUN),
    ("call John Smith at Hengrun", "call", "planned", None, None, [JOHN], HENGRUN),
    ("拜访张三", "visit", "planned", None, None, [ZHANG], None),
    ("拜访张三，他说价格偏高", "visit", "done", "11-23", None, [ZHANG], None),
    ("拜访了张三", "visit", "done", "11-23", None, [ZHANG], None),
    ("今天拜访了张三", "visit", "done", "11-23", None, [ZHANG], None),
    ("今天要拜访张三", "visit", "planned", "11-23", None, [ZHANG], None),
    ("今天上午9点拜访张三", "visit", "done", "11-23", "09:00", [ZHANG], None),
    ("今天下午4点拜访张三", "visit", "planned", "11-23", "16:00", [ZHANG], None),
    ("前天上门看了澄江水务的泵房", "visit", "done", "11-21", None, [], CHENGJIANG),
    ("上周三走访金陵", "visit", "done", "11-18", None, [], JINLING),
    ("周二拜访了金陵李四", "visit", "done", "11-17", None, [LI_JINLING], JINLING),
    ("周二拜访金陵李四", "visit", "planned", "11-24", None, [LI_JINLING], JINLING),
    ("11.18拜访金陵热电", "visit", "done", "11-18", None, [], JINLING),
    ("11月25日上午10点去澄江水务拜访", "visit", "planned", "11-25", "10:00", [], CHENGJIANG),
    ("下周一要去拜访恒润", "visit", "planned", "11-30", None, [], HENGRUN),
    ("准备月底拜访恒润精密", "visit", "planned", "11-30", None, [], HENGRUN),
    ("打了电话给张三", "call", "done", "11-23", None, [ZHANG], None),
    ("刚跟张总通了电话", "call", "done", "11-23", None, [CHIEF_ZHANG], None),
    ("半小时前张三来电，问交期", "call", "done", "11-23", "09:30", [ZHANG], None),
    ("一小时后给张三打电话", "call", "planned", "11-23", "11:00", [ZHANG], None),
    ("致电金陵热电，没人接", "call", "done", "11-23", None, [], JINLING),
    ("昨天下午三点半打给张三", "call", "done", "11-22", "15:30", [ZHANG], None),
    ("记得明早8点给张三打电话", "call", "planned", "11-24", "08:00", [ZHANG], None),
    ("已经电话联系张总", "call", "done", "11-23", None, [CHIEF_ZHANG], None),
    ("给周一鸣打了个电话", "call", "done", "11-23", None, [ZHOU], None),
    ("周一给周一鸣打电话", "call", "planned", "11-30", None, [ZHOU], None),
    ("昨天和李四、张三开会", "meeting", "done", "11-22", None, [LI_JINLING, ZHANG], None),
    ("约张三周四下午两点半见面", "meeting", "planned", "11-26", "14:30", [ZHANG], None),
    ("约了张三周五吃饭", "meeting", "planned", "11-27", None, [ZHANG], None),
    ("昨天约了张三明天见面", "meeting", "planned", "11-24", None, [ZHANG], None),
    ("下周一上午9点和恒润开会", "meeting", "planned", "11-30", "09:00", [], HENGRUN),
    ("张总上午来访，参观了车间", "meeting", "done", "11-23", None, [CHIEF_ZHANG], None),
    ("跟张三谈了2号线改造", "meeting", "done", "11-23", None, [ZHANG], None),
    ("和金陵聊了下半年的备件", "meeting", "done", "11-23", None, [], JINLING),
    ("周三给恒润演示新系统", "meeting", "planned", "11-25", None, [], HENGRUN),
    ("给张三发了微信", "message", "done", "11-23", None, [ZHANG], None),
    ("微信问了张三交期", "message", "done", "11-23", None, [ZHANG], None),
    ("明天发短信给张三", "message", "planned", "11-24", None, [ZHANG], None),
    ("钉钉上跟李四说了，他没回", "message", "done", "11-23", None, [LI_JINLING], None),
    ("给张三发了邮件", "email", "done", "11-23", None, [ZHANG], None),
    ("发邮件给张三", "email", "planned", None, None, [ZHANG], None),
    ("昨天回了封邮件给金陵", "email", "done", "11-22", None, [], JINLING),
    ("跟进恒润合同", "task", "planned", None, None, [], HENGRUN),
    ("提醒我周五前给恒润发报价", "task", "planned", "11-27", None, [], HENGRUN),
    ("别忘了下周三寄样品给张三", "task", "planned", "12-02", None, [ZHANG], None),
    ("明天给恒润发合同", "task", "planned", "11-24", None, [], HENGRUN),
    ("下一步：3天后回访张三", "call", "planned", "11-26", None, [ZHANG], None),
    ("客户反馈水泵有噪音", "note", "done", "11-23", None, [], None),
    ("张三", "note", "done", "11-23", None, [ZHANG], None),
    ("澄江的设备科长换人了", "note", "done", "11-23", None, [], CHENGJIANG),
    ("恒润账期想改成60天", "note", "done", "11-23", None, [], HENGRUN),
    ("Called John yesterday", "call", "done", "11-22", None, [JOHN], None),
    ("call John tomorrow at 3pm", "call", "planned", "11-24", "15:00", [JOHN], None),
    ("phoned Hengrun 2 hours ago", "call", "done", "11-23", "08:00", [], HENGRUN),
    ("need to call John", "call", "planned", None, None, [JOHN], None),
    ("I'll call John on Friday", "call", "planned", "11-27", None, [JOHN], None),
    ("spoke to John this morning", "call", "done", "11-23", None, [JOHN], None),
    ("visited Hengrun last Wed", "visit", "done", "11-18", None, [], HENGRUN),
    ("will visit Hengrun next Tuesday", "visit", "planned", "12-01", None, [], HENGRUN),
    ("Site visit at Hengrun on 18 Nov", "visit", "done", "11-18", None, [], HENGRUN),
    ("met John on Friday", "meeting", "done", "11-20", None, [JOHN], None),
    ("meet John on Friday", "meeting", "planned", "11-27", None, [JOHN], None),
    ("Lunch with John today, quoted 3 options", "meeting", "done", "11-23", None, [JOHN], None),
    ("demo for Hengrun Nov 30, 10:15", "meeting", "planned", "11-30", "10:15", [], HENGRUN),
    ("texted John", "message", "done", "11-23", None, [JOHN], None),
    ("wechat John tomorrow", "message", "planned", "11-24", None, [JOHN], None),
    ("emailed John two days ago", "email", "done", "11-21", None, [JOHN], None),
    ("email John by Friday", "email", "planned", "11-27", None, [JOHN], None),
    ("send the sample to John tomorrow", "task", "planned", "11-24", None, [JOHN], None),
    ("Hengrun changed its bank", "note", "done", "11-23", None, [], HENGRUN),
    ("ＣＡＬＬ ＪＯＨＮ", "call", "planned", None, None, [], None),
    ("明天", "task", "planned", "11-24", None, [], None),
    ("然后", "task", "planned", None, None, [], None),
    ("", "note", "done", "11-23", None, [], None),
    ("👍", "note", "done", "11-23", None, [], None),
]


@pytest.mark.parametrize(("text", "kind", "tense", "day", "time", "people", "party"), SENTENCES)
def test_a_sentence_is_understood(text, kind, tense, day, time, people, party):
    understood = read(text)
    assert (understood.kind, understood.tense) == (kind, tense)
    assert understood.on == (day and date.fromisoformat(f"2026-{day}"))
    assert (f"{understood.at:%H:%M}" if understood.has_time else None) == time
    assert [hit.key for hit in understood.people] == people
    assert (understood.party and understood.party.key) == party
    assert understood.text == text


NEXT_STEPS = [
    ("昨天拜访了恒润张三，谈了2号线改造，3天后回访报价", "回访报价", "11-26"),
    ("昨天拜访恒润3天后回访", "回访", "11-26"),
    ("昨访恒润3天后送样", "送样", "11-26"),
    ("拜访了张三，下周一前发新报价单", "发新报价单", "11-30"),
    ("拜访了张三，他说要降价5%，下周一再谈", "谈", "11-30"),
    ("拜访张三，他对价格不满意，接下来准备新方案", "准备新方案", None),
    ("跟张三谈了改造。下一步：月底前交方案", "交方案", "11-30"),
    ("打了电话给张三，然后明天下午2点去现场", "去现场", "11-24"),
    ("拜访了张三，要尽快寄样品", "尽快寄样品", None),
    ("拜访了张三，跟进：周五给报价", "给报价", "11-27"),
    ("拜访了张三；后续安排技术交流", "安排技术交流", None),
    ("和金陵开了会，跟进合同，下周签", "跟进合同，签", "11-30"),
    ("Called John yesterday, discussed pricing, next step: send quote by Friday", "send quote", "11-27"),
    ("Met John. Follow up in 2 weeks", "Follow up", "12-07"),
    ("Visited Hengrun, then call John tomorrow", "call John", "11-24"),
    ("Met John today, need to send the contract by end of month", "send the contract", "11-30"),
    ("Met John on Nov 18, 2026, next: demo on Dec 1 for the board", "demo for the board", "12-01"),
]


@pytest.mark.parametrize(("text", "step", "day"), NEXT_STEPS)
def test_what_comes_next_is_cut_off(text, step, day):
    understood = read(text)
    assert understood.tense == "done"
    assert understood.next_step.text == step
    assert understood.next_step.on == (day and date.fromisoformat(f"2026-{day}"))
    assert said(understood, "next_step") == text[slice(*understood.next_step.span)]


@pytest.mark.parametrize(
    "text",
    [
        "拜访了张三，他说明年投产",
        "拜访了张三，客户希望下周给答复",
        "明天拜访张三，谈报价5万",
        "打了电话给张三，然后吃了饭",
        "约张三明天见面，后天也可以",
        "昨天跟张三说3天后回访",
        "met John, he said they will decide next week",
        "谈了后续服务",
    ],
)
def test_not_every_second_clause_is_a_next_step(text):
    assert read(text).next_step is None


AMOUNTS = [
    ("谈报价5万", "5万", "5万"), ("谈报价 5 万", "5万", "5 万"), ("报价11.18万", "11.18万", "11.18万"), ("合同¥502,000", "¥502,000", "¥502,000"),
    ("回款50,000元", "50000元", "50,000元"), ("谈了五十万的合同", "50万", "五十万"), ("预算一百二十万元", "120万元", "一百二十万元"),
    ("报价3万5", "35000", "3万5"), ("单价12块5", "12.5", "12块5"), ("quoted $50k", "$50k", "$50k"), ("报价￥８００元", "¥800元", "￥８００元"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "money", "words"), AMOUNTS)
def test_an_amount_is_understood(text, money, words):
    understood = read(text)
    assert understood.amount == parse_money(money)
    assert (said(understood, "amount"), slot(understood, "amount").sure) == (words, True)


def test_a_bare_number_behind_a_word_for_money_is_in_doubt():
    understood = read("报价50000")
    assert understood.amount == parse_money("50000")
    assert not slot(understood, "amount").sure


@pytest.mark.parametrize(
    "text",
    [
        "DN300 蝶阀 60 台",
        "订了5万台",
        "账期60天",
        "2号线",
        "降价5%",
        "万一他不来",
        "13800138000",
        "3万吨产能",
        "room 5k9",
    ],
)
def test_other_numbers_are_no_amounts(text):
    assert read(text).amount is None


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("明天3点拜访张三，提前30分钟提醒", timedelta(minutes=30)),
        ("周三开会，提前一小时提醒我", timedelta(hours=1)),
        ("明天3点开会，30分钟前提醒我", timedelta(minutes=30)),
        ("明天3点开会，提前半小时", timedelta(minutes=30)),
        ("下周一拜访张三，提前1天提醒", timedelta(days=1)),
        ("meet John tomorrow at 3pm, remind me 30 min before", timedelta(minutes=30)),
    ],
)
def test_a_reminder_is_understood(text, before):
    understood = read(text)
    assert (understood.remind, understood.tense, slot(understood, "remind").sure) == (before, "planned", True)


def test_slots_stand_in_the_order_of_the_screen_and_point_at_their_words():
    understood = read("明天下午3点和恒润张三开会，谈报价5万，提前1小时提醒")
    assert [slot.key for slot in understood.slots] == ["kind", "time", "person", "party", "amount", "remind"]
    assert [said(understood, key) for key in ("kind", "time", "person", "party", "amount")] == [
        "开会",
        "明天下午3点",
        "张三",
        "恒润",
        "5万",
    ]
    assert all(slot.sure for slot in understood.slots)
    assert (slot(understood, "person").key_of, slot(understood, "person").detail) == (str(ZHANG), "采购部")


@pytest.mark.parametrize(
    ("language", "values"),
    [
        ("zh-hans", ["拜访", "周二 11/24 15:00", "¥50,000", "提前 30 分钟提醒"]),
        ("en", ["Visit", "Tue 24 Nov 15:00", "¥50,000", "30 min before"]),
    ],
)
def test_slots_speak_the_language_of_the_reader(language, values):
    understood = read("明天下午3点拜访张三 谈报价5万")
    with translation.override(language):
        assert [str(slot(understood, key).value) for key in ("kind", "time", "amount", "remind")] == values


def test_a_planned_hour_offers_a_reminder():
    offered = slot(read("明天下午3点拜访张三"), "remind")
    assert (offered.sure, offered.span) == (False, None)
    assert slot(read("昨天下午3点拜访了张三"), "remind") is None


def test_two_people_of_one_name_leave_a_choice():
    person = slot(read("下周一和李四开会"), "person")
    assert (person.sure, person.key_of) == (False, str(LI_JINLING))
    assert [(choice.key, choice.detail) for choice in person.alternatives] == [(str(LI_CHENGJIANG), "计划部")]


def test_the_customer_in_the_sentence_settles_who_is_meant():
    understood = read("拜访澄江李四")
    assert [hit.key for hit in understood.people] == [LI_CHENGJIANG]
    assert slot(understood, "person").sure


def test_the_longer_name_wins():
    both = [PersonHit(20, "张三丰", "张三丰"), PersonHit(ZHANG, "张三", "张三")]
    understood = understand("拜访张三丰", now=NOW, find_people=lambda _text: both, find_parties=lambda _text: [])
    assert [hit.key for hit in understood.people] == [20]


UNKNOWN_NAMES = [
    ("给王建国打电话", "person", "王建国"), ("拜访了欧阳明", "person", "欧阳明"), ("刚给王总发了微信", "person", "王总"), ("约恒润的刘工吃饭", "person", "刘工"),
    ("联系了赵经理", "person", "赵经理"), ("Emailed Peter Parker", "person", "Peter Parker"), ("call Mr. Brown tomorrow", "person", "Brown"),
    ("拜访了苏州新元环保科技有限公司", "party", "苏州新元环保科技有限公司"), ("met Ann from Daily Bugle", "party", "Daily Bugle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "name"), UNKNOWN_NAMES)
def test_an_unknown_name_is_shown_in_doubt(text, key, name):
    found = slot(read(text), key)
    assert (found.value, found.sure, found.key_of) == (name, False, "")


@pytest.mark.parametrize(
    "text", ["给方案", "和客户开会", "约时间", "给报价", "回访老客户", "找资料", "visited the plant", "call back"]
)
def test_a_plain_word_is_no_name(text):
    assert slot(read(text), "person") is None


def test_a_small_hour_offers_the_other_half_of_the_day():
    time = slot(read("明天3点拜访张三"), "time")
    assert not time.sure
    assert [choice.key for choice in time.alternatives] == ["2026-11-24T03:00:00+08:00"]


def test_a_vague_verb_offers_other_kinds():
    kind = slot(read("跟张三聊了聊"), "kind")
    assert (kind.key_of, kind.sure) == ("meeting", False)
    assert [choice.key for choice in kind.alternatives] == ["call", "visit", "message"]


def test_each_finder_is_asked_once_with_what_was_not_yet_understood():
    asked = []

    def ask(text):
        asked.append(text)
        return []

    understand("昨天拜访了周一鸣，报价5万", now=NOW, find_people=ask, find_parties=ask)
    assert asked == ["    了周一鸣，报价  "] * 2


@pytest.mark.parametrize("hit", [PersonHit(1, "x", ""), PersonHit(1, "x", "not there"), PersonHit(1, "x", "三" * 9)])
def test_a_finder_that_errs_does_no_harm(hit):
    understood = understand("拜访张三", now=NOW, find_people=lambda _text: [hit], find_parties=lambda _text: [])
    assert understood.people == ()


SIGNS = """昨天 明天 3点 下午 周五 拜访 了 给 张三 李四 恒润 John Hengrun 打电话 约 要 谈 报价 5万 ¥ 8000 元 ， 。 ； 下一步 然后 跟进 next step : then 3天后
提前 30分钟 提醒 remind me call met will 公司 总 的 和 \u202e \x00 😀 , . ! - 2026-11-21 25:61"""
WORDS = st.sampled_from(SIGNS.split())


@settings(max_examples=300)
@given(
    st.one_of(st.text(max_size=2000), st.lists(WORDS, max_size=60).map("".join)), st.datetimes(timezones=st.just(UTC))
)
def test_no_sentence_breaks_the_reader(text, now):
    understood = read(text, now=now)
    assert understood.text == text
    for found in understood.slots:
        assert str(found.value) or found.key in ("person", "party", "next_step")
        assert found.span is None or 0 <= found.span[0] <= found.span[1] <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "拜访",
        "张",
        "3点，",
        "next step ",
        "John ",
        "然后",
        "5万",
        "，",
        " ",
        "的",
        "a@b.c ",
        "拜访了张三，明天再谈。",
        "\x00",
        "給",
    ],
)
def test_a_very_long_text_is_kept_whole(piece):
    text = piece * (100_000 // len(piece))
    assert read(text).text == text
