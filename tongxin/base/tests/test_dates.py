"""Days and moments as people write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.dates import InvalidDay, day_order, find_moment, find_moments, parse_day, show_day, show_moment

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Monday
TODAY = NOW.date()


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NOW.tzinfo)


SURE_DAYS = [
    ("今天", "2026-11-23"), ("今日", "2026-11-23"), ("明天", "2026-11-24"), ("后天", "2026-11-25"), ("大后天", "2026-11-26"),
    ("昨天", "2026-11-22"), ("前天", "2026-11-21"), ("大前天", "2026-11-20"), ("本周三", "2026-11-25"), ("这周五", "2026-11-27"),
    ("这个周五", "2026-11-27"), ("下周一", "2026-11-30"),  ("下个星期一", "2026-11-30"), ("下下周二", "2026-12-08"),
    ("上周三", "2026-11-18"), ("上上周日", "2026-11-15"), ("周二", "2026-11-24"), ("礼拜天", "2026-11-29"), ("周五前", "2026-11-27"),
    ("周末", "2026-11-28"), ("下周末", "2026-12-05"), ("月底", "2026-11-30"), ("本月底", "2026-11-30"), ("下月底", "2026-12-31"),
    ("下月15号", "2026-12-15"), ("下个月十五号", "2026-12-15"), ("上月3号", "2026-10-03"), ("本月20日", "2026-11-20"),
    ("10月底", "2026-10-31"), ("明年2月底", "2027-02-28"), ("年底", "2026-12-31"), ("去年底", "2025-12-31"), ("2027年底", "2027-12-31"),
    ("季度末", "2026-12-31"), ("11.18", "2026-11-18"), ("11/18", "2026-11-18"), ("11-18", "2026-11-18"), ("18/11", "2026-11-18"),
    ("2026-11-21", "2026-11-21"), ("2026/11/21", "2026-11-21"), ("2026.1.5", "2026-01-05"), ("2026年11月21日", "2026-11-21"),
    ("26年11月21日", "2026-11-21"), ("二〇二六年十一月二十一日", "2026-11-21"), ("十一月二十一号", "2026-11-21"), ("11月21", "2026-11-21"),
    ("11月20日（周五）", "2026-11-20"), ("明年3月5日", "2027-03-05"), ("去年十二月一号", "2025-12-01"),
    ("3天后", "2026-11-26"), ("三天后", "2026-11-26"), ("三天之后", "2026-11-26"), ("十天以后", "2026-12-03"), ("3天前", "2026-11-20"),
    ("两周后", "2026-12-07"), ("两个星期后", "2026-12-07"), ("半个月后", "2026-12-08"), ("一个月后", "2026-12-23"),
    ("一个半月后", "2027-01-07"), ("半年后", "2027-05-23"), ("两年前", "2024-11-23"), ("过两天", "2026-11-25"), ("２天后", "2026-11-25"),
    ("下週三", "2026-12-02"), ("後天", "2026-11-25"),
    ("today", "2026-11-23"), ("Tomorrow", "2026-11-24"), ("yesterday", "2026-11-22"), ("the day after tomorrow", "2026-11-25"),
    ("day before yesterday", "2026-11-21"), ("next Tuesday", "2026-12-01"), ("this Friday", "2026-11-27"), ("last Wed", "2026-11-18"),
    ("by Friday", "2026-11-27"), ("on Sat", "2026-11-28"), ("in 3 days", "2026-11-26"), ("in a week", "2026-11-30"),
    ("two weeks ago", "2026-11-09"), ("3 months later", "2027-02-23"), ("a couple of days ago", "2026-11-21"),
    ("end of month", "2026-11-30"), ("by the end of next month", "2026-12-31"), ("end of the quarter", "2026-12-31"), ("EOM", "2026-11-30"),
    ("Nov 18", "2026-11-18"), ("18 Nov", "2026-11-18"), ("18th of November", "2026-11-18"), ("18 November 2025", "2025-11-18"),
    ("November 18, 2025", "2025-11-18"), ("18-Nov-2025", "2025-11-18"), ("Sept 3rd", "2026-09-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SURE_DAYS)
def test_a_day_is_understood_as_said(text, expected):
    found = find_moment(text, now=NOW)
    assert (found.on, found.at, found.has_time, found.sure, found.text) == (day(expected), None, False, True, text)


DOUBTFUL_DAYS = [
    ("2月29日", "2028-02-29"), ("周一", "2026-11-30"), ("月初", "2026-11-01"), ("下周", "2026-11-30"), ("上个月", "2026-10-01"), ("三月份", "2027-03-01"),
    ("12月中旬", "2026-12-20"), ("两三天后", "2026-11-26"), ("一周内", "2026-11-30"), ("3.5", "2027-03-05"), ("2/3", "2027-02-03"),
    ("20261121", "2026-11-21"), ("03/04/2025", "2025-03-04"), ("next week", "2026-11-30"), ("in November", "2026-11-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DOUBTFUL_DAYS)
def test_a_day_that_could_be_another_is_in_doubt(text, expected):
    found = find_moment(text, now=NOW)
    assert (found.on, found.sure, found.text) == (day(expected), False, text)


SURE_TIMES = [
    ("上午10点", "2026-11-23 10:00"), ("明天下午3点", "2026-11-24 15:00"), ("明天下午 3 点", "2026-11-24 15:00"),
    ("后天下午三点半", "2026-11-25 15:30"), ("下午3点一刻", "2026-11-23 15:15"), ("下午两点四十五", "2026-11-23 14:45"),
    ("早上八点整", "2026-11-23 08:00"), ("中午12点半", "2026-11-23 12:30"), ("中午1点", "2026-11-23 13:00"), ("傍晚6点", "2026-11-23 18:00"),
    ("凌晨1点", "2026-11-23 01:00"), ("晚上8点05分", "2026-11-23 20:05"), ("晚上12点", "2026-11-24 00:00"), ("明早8点", "2026-11-24 08:00"),
    ("今晚8点半", "2026-11-23 20:30"), ("下周一上午9点", "2026-11-30 09:00"), ("11月25日 15:00", "2026-11-25 15:00"),
    ("11.25下午2点", "2026-11-25 14:00"), ("15:00", "2026-11-23 15:00"), ("明天１５：００", "2026-11-24 15:00"), ("09:30", "2026-11-23 09:30"),
    ("2026-11-25T15:00", "2026-11-25 15:00"), ("2026-11-25 15:00:59", "2026-11-25 15:00"), ("一小时后", "2026-11-23 11:00"),
    ("半小时前", "2026-11-23 09:30"), ("一个半小时后", "2026-11-23 11:30"), ("1.5小时后", "2026-11-23 11:30"), ("二十分钟后", "2026-11-23 10:20"),
    ("3:30pm", "2026-11-23 15:30"), ("3pm", "2026-11-23 15:00"), ("12 am", "2026-11-23 00:00"), ("noon", "2026-11-23 12:00"),
    ("tomorrow at 3pm", "2026-11-24 15:00"), ("3pm tomorrow", "2026-11-24 15:00"), ("Friday afternoon at 3", "2026-11-27 15:00"),
    ("tonight at 8", "2026-11-23 20:00"), ("Nov 25, 10:15", "2026-11-25 10:15"), ("2 hours ago", "2026-11-23 08:00"),
    ("half an hour ago", "2026-11-23 09:30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SURE_TIMES)
def test_a_moment_is_understood_as_said(text, expected):
    found = find_moment(text, now=NOW)
    assert (found.at, found.on, found.has_time, found.sure) == (moment(expected), moment(expected).date(), True, True)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3点", "2026-11-23 15:00"),
        ("三点半", "2026-11-23 15:30"),
        ("3点一刻", "2026-11-23 15:15"),
        ("tomorrow at 3", "2026-11-24 15:00"),
        ("at 3 on Friday", "2026-11-27 15:00"),
        ("5 o'clock", "2026-11-23 17:00"),
    ],
)
def test_a_small_hour_is_taken_for_the_afternoon_but_in_doubt(text, expected):
    found = find_moment(text, now=NOW)
    assert (found.at, found.has_time, found.sure) == (moment(expected), True, False)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("下午3点到5点", "15:00", "17:00"),
        ("下午3-5点", "15:00", "17:00"),
        ("上午10点到2点", "10:00", "14:00"),
        ("3-5pm", "15:00", "17:00"),
        ("14:00-15:30", "14:00", "15:30"),
        ("9am to 11am", "09:00", "11:00"),
    ],
)
def test_a_span_of_time_has_an_end(text, start, end):
    found = find_moment(text, now=NOW)
    assert (found.at, found.until, found.text) == (moment(f"2026-11-23 {start}"), moment(f"2026-11-23 {end}"), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("明天上午", "2026-11-24 09:00"), ("下午", "2026-11-23 14:00"), ("tomorrow morning", "2026-11-24 09:00")],
)
def test_a_part_of_a_day_is_no_exact_time(text, expected):
    found = find_moment(text, now=NOW)
    assert (found.at, found.has_time) == (moment(expected), False)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("周二", "2026-11-17", "2026-11-24"),
        ("Friday", "2026-11-20", "2026-11-27"),
        ("11.18", "2026-11-18", "2027-11-18"),
        ("12月1日", "2025-12-01", "2026-12-01"),
        ("15号", "2026-11-15", "2026-12-15"),
        ("月初", "2026-11-01", "2026-12-01"),
        ("9:00", "2026-11-23", "2026-11-24"),
        ("15:00", "2026-11-22", "2026-11-23"),
    ],
)
def test_a_sentence_about_the_past_points_back(text, past, future):
    assert find_moment(text, now=NOW, lean="past").on == day(past)
    assert find_moment(text, now=NOW, lean="future").on == day(future)


@pytest.mark.parametrize(
    "text",
    [
        "谈了2号线改造", "3号楼", "报价3.5万", "报价 11.18 万", "10-20台", "1/2小时", "11月2台", "有3点建议", "三点意见", "便宜一点", "一周三次",
        "每周三", "周三回", "早上好", "下午茶", "DN300", "192.168.1.1", "v1.2.3", "138-0013-8000", "SP-11-18", "账期60天", "2月31日", "2026-13-01", "13.45",
        "25:00", "sat down with Bob", "I may go", "at 5% off", "in 1000000 days", "9999999999年后", "天气", "5年质保", "", "😀", "\x00",
    ],
)  # fmt: skip
def test_what_is_no_day_is_left_alone(text):
    assert find_moments(text, now=NOW) == []


def test_a_weekday_behind_a_number_is_in_doubt():
    assert [(found.text, found.sure) for found in find_moments("约张三周四见", now=NOW)] == [("周四", False)]
    assert [found.text for found in find_moments("下周三回访，周五回电话", now=NOW)] == ["下周三", "周五"]


def test_places_hold_in_the_original_text():
    text = "ＡＢ，明天１５：００和张三见，İ 周五前 send the quote by Nov 30"
    found = find_moments(text, now=NOW)
    assert [item.text for item in found] == ["明天１５：００", "周五前", "by Nov 30"]
    assert all(text[item.start : item.end] == item.text for item in found)


def test_an_hour_is_an_hour_when_the_clocks_change():
    before = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    found = find_moment("两小时后", now=before)
    assert found.at.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=2)


@pytest.mark.parametrize(
    "text",
    [
        "3天后",
        "3天前",
        "下周一",
        "上周一",
        "下月15号",
        "两小时后",
        "两小时前",
        "明天9:00",
        "晚上12点",
        "去年底",
        "明年3月5日",
        "in 2 weeks",
    ],
)
@pytest.mark.parametrize("edge", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_are_no_trap(text, edge):
    for found in find_moments(text, now=edge):
        assert found.text in text


@settings(max_examples=300)
@given(st.text(max_size=200), st.datetimes(timezones=st.just(UTC)), st.sampled_from(["past", "future", None]))
def test_no_text_breaks_the_reader(text, now, lean):
    for found in find_moments(text, now=now, lean=lean):
        assert text[found.start : found.end] == found.text


SIGNS = """今 明 后 大 天 年 月 日 号 周 星期 下 上 个 半 底 初 前 后 一 二 十 两 3 12 31 2026 99 9999 . / - : 点 刻 上午 晚 到 过 小时
at in by next last end of noon pm am Nov sat week month days ago ( ) ，"""
WORDS = st.sampled_from(SIGNS.split())


@settings(max_examples=500)
@given(
    st.lists(WORDS, max_size=25),
    st.sampled_from(["", " "]),
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(["past", "future", None]),
)
def test_no_mixture_of_date_words_breaks_the_reader(words, glue, now, lean):
    for found in find_moments(glue.join(words), now=now, lean=lean):
        assert found.start < found.end


@pytest.mark.parametrize("piece", ["1", "下", "一", " ", "12-", "3点", "next ", "2026年", "周", "at "])
def test_a_very_long_text_is_read_to_its_end(piece):
    text = piece * (100_000 // len(piece)) + "，明天"
    assert find_moments(text, now=NOW)[-1].text == "明天"


CELLS = [
    ("2026-11-21", "2026-11-21"), ("2026/11/21", "2026-11-21"), ("2026.11.21", "2026-11-21"), ("2026.11.21.", "2026-11-21"),
    ("2026 11 21", "2026-11-21"), ("2026-1-5", "2026-01-05"), (" 2026-11-21 ", "2026-11-21"), ("'2026-11-21", "2026-11-21"),
    ("２０２６－１１－２１", "2026-11-21"), ("2026-11-21 15:30:00", "2026-11-21"), ("2026-11-21T15:30:00Z", "2026-11-21"),
    ("2026/11/21 0:00", "2026-11-21"), ("2026-11-21 周六", "2026-11-21"), ("20261121", "2026-11-21"), ("26.11.21", "2026-11-21"),
    ("85.3.2", "1985-03-02"), ("2026.11", "2026-11-01"), ("2026年11月", "2026-11-01"), ("2026年11月21日", "2026-11-21"),
    ("2026年11月21日 星期六", "2026-11-21"), ("二〇二六年十一月二十一日", "2026-11-21"), ("十一月二十一号", "2026-11-21"), ("11.18", "2026-11-18"),
    ("11/18", "2026-11-18"), ("1月3日", "2027-01-03"), ("昨天", "2026-11-22"), ("18 November 2025", "2025-11-18"), ("Nov 18, 2025", "2025-11-18"),
    ("18-Nov-25", "2025-11-18"), ("Saturday, November 21, 2026", "2026-11-21"), ("11/21/2026 12:00:00 AM", "2026-11-21"),
    ("21.11.2026", "2026-11-21"), ("13/04/2025", "2025-04-13"), ("05/05/2025", "2025-05-05"), ("45982", "2025-11-21"),
    ("45982.5", "2025-11-21"), (45982, "2025-11-21"), (45982.75, "2025-11-21"), (20261121, "2026-11-21"), (20261121.0, "2026-11-21"),
    (2026.11, "2026-11-01"), (2026.02, "2026-02-01"), (20000, "1954-10-03"), (80000, "2119-01-11"), (date(2026, 11, 21), "2026-11-21"),
    (datetime(2026, 11, 21, 23, 59, tzinfo=UTC), "2026-11-21"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), CELLS)
def test_a_cell_is_read_as_a_day(value, expected):
    assert parse_day(value, today=TODAY) == day(expected)


@pytest.mark.parametrize(
    ("value", "order", "expected"),
    [
        ("03/04/2025", "dmy", "2025-04-03"),
        ("03/04/2025", "mdy", "2025-03-04"),
        ("13/04/2025", "mdy", "2025-04-13"),
        ("26.11.21", "dmy", "2021-11-26"),
        ("03/04/05", "mdy", "2005-03-04"),
        ("03/04", "dmy", "2027-04-03"),
        ("2025-03-04", "dmy", "2025-03-04"),
    ],
)
def test_the_order_of_the_column_settles_what_is_open(value, order, expected):
    assert parse_day(value, today=TODAY, order=order) == day(expected)


REFUSED = [
    ("03/04/2025", "two different days"), ("04/05/2025 10:00", "two different days"), ("2026-02-30", "no day"), ("2026-13-01", "no day"),
    ("20261341", "no day"), ("31/31", "no day"), ("", "is empty"), ("  ", "is empty"), ("soon", "cannot|can read"), ("下周", "can read"),
    ("0001-01-01", "between 1600 and 2200"), ("9999-12-31", "between 1600 and 2200"), (2026, "is not a date"), (2026.1, "is not a date"),
    (7.5, "is not a date"), (float("nan"), "is not a date"), (float("inf"), "is not a date"), (True, "is not a date"), (-45982, "is not a date"),
    ("x" * 5000, "can read"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "reason"), REFUSED)
def test_what_is_no_day_is_refused_with_a_reason(value, reason):
    with translation.override("en"), pytest.raises(InvalidDay, match=reason) as refused:
        parse_day(value, today=TODAY)
    assert len(str(refused.value)) < 200


def test_the_refusal_speaks_the_language_of_the_reader():
    with translation.override("zh-hans"), pytest.raises(InvalidDay, match="可能是两个不同的日子"):
        parse_day("03/04/2025", today=TODAY)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["2026-11-21", "2026-11-22"], "ymd"),
        (["03/04/2025", "13/04/2025"], "dmy"),
        (["03/04/2025", "04/13/2025"], "mdy"),
        (["03/04/2025", "05/06/2025"], None),
        (["13/04/2025", "04/13/2025"], None),
        (["2026-11-21", "13/04/2025"], "dmy"),
        (["26.11.21", "26.11.22", "26.12.01"], "ymd"),
        (["25/12/20", "13/01/21", "07/03/21"], "dmy"),
        (["13/04/2025 10:00", "n/a", ""], "dmy"),
        (["no", "dates"], None),
        ([], None),
    ],
)
def test_a_whole_column_tells_its_order(column, order):
    assert day_order(column) == order


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.lists(WORDS, max_size=8).map("".join)))
def test_a_cell_is_a_day_or_is_refused(value):
    try:
        outcome = parse_day(value, today=TODAY)
    except InvalidDay as refusal:
        outcome = str(refusal)
    assert isinstance(outcome, date) or outcome


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_survives_being_written(value):
    written = (value.isoformat(), f"{value:%Y%m%d}", f"{value.year}年{value.month}月{value.day}日", f"{value:%d %b %Y}")
    assert {parse_day(text, today=TODAY) for text in written} == {value}


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "周二 11/24 15:00"), ("en", "Tue 24 Nov 15:00")])
def test_a_moment_is_shown_in_the_language_of_the_reader(language, shown):
    with translation.override(language):
        assert show_moment(moment("2026-11-24 15:00"), now=NOW) == shown


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "2025/11/18"), ("en", "18 Nov 2025")])
def test_a_day_of_another_year_shows_its_year(language, shown):
    with translation.override(language):
        assert show_day(day("2025-11-18"), today=TODAY) == shown
