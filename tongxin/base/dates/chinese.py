"""Days as they are said in Chinese: 大后天, 下下周二, 月底, 下月15号, 十一月二十一号, 半个月后."""

import re
from datetime import date, timedelta

from .figures import BEFORE, WEEKDAY_AFTER, year_of
from .letters import HAN_NUMBER, read_number
from .reading import (
    Context,
    Reading,
    Rule,
    add_months,
    choose,
    coming_weekday,
    end_of_month,
    end_of_quarter,
    in_some_year,
    monday_of,
)

_NUMBER = rf"(?:[0-9]{{1,4}}|{HAN_NUMBER}{{1,5}})"
_SMALL = rf"(?:[0-9]{{1,2}}|{HAN_NUMBER}{{1,3}})"
_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6}
_WORDS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3, "大大后": 4}
_PARTS = {"早": "early", "晨": "early", "晚": "evening", "夜": "evening"}
_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_YEARS = {"前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2}
# 2号线, 3号楼: things with a number, not days. What is left is sure only before something said of a day.
_NUMBERED = r"(?![线楼机厂库泵阀门车炉窑仓院店桌井站罐工口地码料图样塔馆产项生位窗柜房馈会柱罐段包标钢铜电风轴罩棚桥区]|文件|客户)"
_SAID_OF_DAYS = re.compile(
    r" ?(?:$|[^\w]|[0-9上下早晚中凌前之左到至去来拜见交开给打回要约发送签付再和与还请跟谈聊做安出])"
)


def _word(match: re.Match[str], context: Context) -> Reading:
    part = match["part"]
    return Reading(context.today + timedelta(days=_WORDS[match["word"]]), part=_PARTS[part] if part else None)


def _weekday(match: re.Match[str], context: Context) -> Reading:
    weekday = _WEEKDAYS[match["day"]]
    if match["step"] is None:
        coming = coming_weekday(weekday, context)
        return (
            coming if match["many"] is None else Reading(coming.on, sure=False)
        )  # 三周四 may be three weeks and a four
    return Reading(monday_of(context.today) + timedelta(days=weekday + 7 * _STEPS[match["step"]]))


def _week(match: re.Match[str], context: Context) -> Reading:
    monday = monday_of(context.today) + timedelta(days=7 * _STEPS[match["step"] or "本"])
    if match["where"] in ("末", "底"):
        return Reading(monday + timedelta(days=5 if match["where"] == "末" else 4))
    return Reading(max(monday, context.today) if match["step"] in ("本", "这") else monday, sure=False)


def _part_of_month(first: date, where: str) -> Reading:
    """初 is the 1st, 底 the last day; a ten-day part 旬 ends on the 10th, the 20th or the last day."""
    if where in ("底", "末", "下旬"):
        return Reading(end_of_month(first), sure=where != "下旬")
    return Reading(first.replace(day={"初": 1, "中": 15, "上旬": 10, "中旬": 20}[where]), sure=False)


def _stepped_month(match: re.Match[str], context: Context) -> Reading | None:
    first = add_months(context.today.replace(day=1), _STEPS[match["step"]])
    if match["day"]:
        return Reading(first.replace(day=read_number(match["day"])))
    if match["where"]:
        return _part_of_month(first, match["where"])
    return Reading(first, sure=False) if match["step"] in ("上", "下") else None


def _bare_part_of_month(match: re.Match[str], context: Context) -> Reading:
    first = context.today.replace(day=1)
    reading = _part_of_month(first, match["where"])
    if context.lean == "future" and reading.on < context.today:
        return _part_of_month(add_months(first, 1), match["where"])
    if context.lean == "past" and reading.on > context.today:
        return _part_of_month(add_months(first, -1), match["where"])
    return reading


def _year_said(match: re.Match[str], context: Context) -> int | None:
    if match["step"]:
        return context.today.year + _YEARS[match["step"]]
    if match["year"]:
        figures = match["year"] if match["year"].isdecimal() else f"{read_number(match['year']):02}"
        return year_of(figures, context.today)
    return None


def _month(match: re.Match[str], context: Context) -> Reading | None:
    year, month = _year_said(match, context), read_number(match["month"])
    if match["day"]:
        day = read_number(match["day"])
        return in_some_year(month, day, context) if year is None else Reading(date(year, month, day))
    if year is None:
        nearest = in_some_year(month, 28 if match["where"] else 1, context)
        if nearest is None:
            return None
        year = nearest.on.year
    first = date(year, month, 1)
    return _part_of_month(first, match["where"]) if match["where"] else Reading(first, sure=False)


def _year_part(match: re.Match[str], context: Context) -> Reading:
    year = _year_said(match, context) or context.today.year
    if match["where"] in ("底", "末"):
        return Reading(date(year, 12, 31))
    return Reading(date(year, 1, 1) if match["where"] == "初" else date(year, 6, 30), sure=False)


def _quarter_end(match: re.Match[str], context: Context) -> Reading:
    return Reading(end_of_quarter(add_months(context.today, 3 * _STEPS[match["step"] or "本"])))


def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    day = read_number(match["day"])
    first = context.today.replace(day=1)
    months = (add_months(first, step) for step in range(-3, 4))
    chosen = choose([month.replace(day=day) for month in months if day <= end_of_month(month).day], context)
    if chosen is None:
        return None
    return Reading(chosen, sure=_SAID_OF_DAYS.match(match.string, match.end()) is not None)


def _days_away(match: re.Match[str], context: Context) -> Reading | None:
    past = match["way"] == "前" and not match["pass"]
    sign = -1 if past else 1
    if match["half"]:
        six_months = add_months(context.today, 6 * sign)
        return Reading(six_months if match["half"] == "年" else context.today + timedelta(days=15 * sign))
    count, sure = _count(match["number"])
    unit = match["month"] or match["unit"]
    if unit == "年" and count > 100:  # 2025年前 speaks of the year 2025
        return None
    if unit in ("月", "年"):
        day = add_months(context.today, sign * count * (12 if unit == "年" else 1))
        return Reading(day + timedelta(days=15 * sign if match["more"] else 0), sure=sure)
    day = context.today + timedelta(days=sign * count * (1 if unit in ("天", "日") else 7))
    return Reading(day, sure=sure and match["way"] != "内" and (unit != "日" or not past))


def _count(number: str) -> tuple[int, bool]:
    """两三天 and 三五天 are said of the longer, and leave a doubt."""
    if len(number) == 2 and not number.isdecimal() and "十" not in number and "百" not in number:
        return read_number(number[1]), False
    return read_number(number), True


def _time_away(match: re.Match[str], context: Context) -> Reading:
    minutes = {"小时": 60, "钟头": 60, "分钟": 1, "刻钟": 15}[match["unit"]]
    number = match["number"]
    count = 0.5 if number == "半" else float(number) if number[0].isdecimal() else read_number(number)
    length = minutes * (count + (0.5 if match["half"] else 0))
    at = context.after(timedelta(minutes=-length if match["way"] == "前" and not match["pass"] else length))
    return Reading(at.date(), at=at)


_STEP = "上上|下下|上|下|本|这|当"
_WEEK = "(?:周|星期|礼拜)"
_SIGNS = HAN_NUMBER[1:-1]
_YEAR = rf"(?:(?P<step>[前去今本明后])年 ?|(?P<year>[12][0-9]{{3}}|[0-9]{{2}}|{HAN_NUMBER}{{4}}|{HAN_NUMBER}{{2}})年 ?)"
_WHERE = "底|末|初|中旬|上旬|下旬|中(?![心间午])"
_LATER = "(?:[之以]?(?P<way>后|前(?![台往面期景任端])|内))"
_AWAY = (
    rf"(?:半个?(?P<half>月|年)|(?P<number>[0-9]{{1,4}}|{HAN_NUMBER}{{1,5}}) ?"
    rf"(?:(?P<unit>天|日|个?星期|个?礼拜|个?周|年)|个(?P<more>半)?(?P<month>月)))"
)

RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (
            rf"(?P<word>大大后|大前|大后|[前昨今明后])(?:天(?![气津])|日|(?P<part>早(?!报)|晚|夜|晨)(?![餐饭茶])上?){BEFORE}",
            _word,
        ),
        (r"(?P<word>昨)(?P<part>(?!))?(?=[访去到见])", _word),
        (
            rf"(?<!每)(?P<many>(?<=[0-9{_SIGNS}]))?(?:(?<![早晚午])(?P<step>{_STEP})个? ?)?{_WEEK}(?P<day>[一二三四五六日天])(?![次家个年百千趟遍]|回(?![访电复来去公厂家话信款])){BEFORE}",
            _weekday,
        ),
        (
            rf"(?<![每早晚午])(?P<step>{_STEP})个?{_WEEK}(?P<where>末|底|初|内)?(?![期转年围边折一二三四五六日天]){BEFORE}",
            _week,
        ),
        (rf"(?<![每上下本这个])(?P<step>(?!))?{_WEEK}(?P<where>末){BEFORE}", _week),
        (
            rf"(?P<step>[上下本这当])个?月(?:份)?(?:(?P<where>{_WHERE})|(?P<day>{_SMALL})[日号])?(?![0-9]){BEFORE}",
            _stepped_month,
        ),
        (rf"(?<![上下本这当个0-9每{_SIGNS}])月(?P<where>底|末|初(?!一)|中(?![心间午])){BEFORE}", _bare_part_of_month),
        (
            rf"{_YEAR}?(?<![0-9./-])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份?(?P<where>{_WHERE})"
            rf"| ?(?P<day>{_SMALL})(?:[日号]{WEEKDAY_AFTER}|(?![0-9{_SIGNS}个万亿台元块天%月.]))|份|(?![0-9])){BEFORE}",
            _month,
        ),
        (rf"(?:{_YEAR}|(?<![0-9每半周{_SIGNS}])年)(?P<where>[底末初]|中(?![心间])){BEFORE}", _year_part),
        (rf"(?:(?P<step>[上下本这])个?)?季(?:度)?[末底]{BEFORE}", _quarter_end),
        (rf"(?<![0-9a-z./月#-])(?<![{_SIGNS}第])(?P<day>{_SMALL})号{_NUMBERED}{WEEKDAY_AFTER}{BEFORE}", _day_of_month),
        (
            rf"(?<![0-9a-z./月#-])(?P<day>[0-9]{{1,2}})日(?![内均后游元账龄期程子本常用志记历报销夜]){BEFORE}",
            _day_of_month,
        ),
        (rf"(?P<pass>(?!))?(?<![0-9.第]){_AWAY} ?{_LATER}", _days_away),
        (rf"(?<![通超不经])(?P<pass>过) ?{_AWAY}{_LATER}?", _days_away),
        (
            rf"(?P<pass>(?<![通超不经])过)? ?(?<![0-9.])(?P<number>[0-9]{{1,4}}(?:\.[0-9])?|半|{HAN_NUMBER}{{1,5}}) ?个?(?P<half>半)?"
            rf"(?P<unit>小时|钟头|分钟|刻钟){_LATER}",
            _time_away,
        ),
    )
)
