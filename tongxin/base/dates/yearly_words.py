"""Days of the year in a sentence: 农历八月十五, 腊月三十, 5月20号, 1980-5-6, 中秋, 12 March, lunar 8-15."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from .letters import HAN_NUMBER, fold, read_number
from .yearly import InvalidYearlyDay, YearlyDay

_NUMBER = rf"(?:\d{{1,2}}|{HAN_NUMBER}{{1,3}})"
_LUNAR = "(?:农历|阴历|旧历|老历|農曆|陰曆|舊曆)"
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?"
_FEASTS = {
    "元旦": (1, 1, False), "五一": (5, 1, False), "国庆": (10, 1, False), "圣诞": (12, 25, False), "christmas day": (12, 25, False),
    "春节": (1, 1, True), "元宵": (1, 15, True), "端午": (5, 5, True), "七夕": (7, 7, True), "中秋": (8, 15, True), "重阳": (9, 9, True), "腊八": (12, 8, True),
}  # fmt: skip
_YEARS_AHEAD = {"今年": 0, "明年": 1, "后年": 2, "this year": 0, "next year": 1}


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day of the year and where it stands in the text. `sure` is False for figures that could be something else (9.18)."""

    day: YearlyDay
    start: int
    end: int


_Match = re.Match[str]


def _han_lunar(match: _Match, today: date) -> YearlyDay | None:
    """A lunar day needs a word that says so: 农历, 闰, 正月, 腊月, 初五, 廿三."""
    month, day = match["month"], match["day"]
    if not (match["lunar"] or match["leap"] or month in "正冬腊" or day[0] in "初廿"):
        return None
    number = {"正": 1, "冬": 11, "腊": 12}.get(month) or read_number(month)
    year = int(match["year"]) if match["year"] else None
    return YearlyDay(number, read_number(day.removeprefix("初")), year, is_lunar=True, is_leap=bool(match["leap"]))


def _solar(match: _Match, today: date) -> YearlyDay:
    year = int(match["year"]) if match["year"] else _year_ahead(match["ahead"], today)
    return YearlyDay(read_number(match["month"]), read_number(match["day"]), year)


def _figures(match: _Match, today: date) -> YearlyDay:
    return YearlyDay(int(match["month"]), int(match["day"]), int(match["year"]))


def _month(match: _Match, today: date) -> YearlyDay:
    return YearlyDay(read_number(match["month"]), None, _year_ahead(match["ahead"], today))


def _feast(match: _Match, today: date) -> YearlyDay:
    month, day, is_lunar = _FEASTS[match["feast"]]
    return YearlyDay(month, day, is_lunar=is_lunar)


def _english(match: _Match, today: date) -> YearlyDay:
    year = int(match["year"]) if match["year"] else None
    return YearlyDay(_MONTH_NAMES.index(match["name"][:3]) + 1, int(match["day"]), year)


def _english_lunar(match: _Match, today: date) -> YearlyDay:
    month, day = (int(match["m"]), int(match["d"])) if match["m"] else (int(match["m2"]), int(match["d2"]))
    return YearlyDay(month, day, is_lunar=True)


def _year_ahead(word: str | None, today: date) -> int | None:
    return today.year + _YEARS_AHEAD[word] if word else None


_AHEAD = "(?:(?P<ahead>今年|明年|后年)的?)?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[_Match, date], YearlyDay | None]], ...] = (
    (
        re.compile(
            rf"(?P<lunar>{_LUNAR}的?)? ?(?:(?P<year>\d{{4}})年)?(?P<leap>闰)?(?P<month>[正冬腊]|{_NUMBER})月"
            rf"(?P<day>初[一二三四五六七八九十]|{_NUMBER})[日号]?"
        ),
        _han_lunar,
    ),
    (re.compile(rf"(?:(?P<year>\d{{4}})年|{_AHEAD})(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]?"), _solar),
    (re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"), _figures),
    (
        re.compile(rf"{_AHEAD}(?<!\d)(?P<month>{_NUMBER})月份?(?!\d|[内底初末前后一二三四五六七八九十廿]|中(?!考))"),
        _month,
    ),
    (re.compile(rf"(?P<feast>{'|'.join(_FEASTS)})"), _feast),
    (
        re.compile(
            rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_NAMED}\b,?(?: (?P<year>(?:19|20)\d\d))?", re.ASCII
        ),
        _english,
    ),
    (
        re.compile(rf"\b{_NAMED} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?(?: (?P<year>(?:19|20)\d\d))?", re.ASCII),
        _english,
    ),
    (
        re.compile(
            r"\blunar (?P<m>\d{1,2})[-/](?P<d>\d{1,2})|(?P<d2>\d{1,2})(?:st|nd|rd|th) (?:day )?of the (?P<m2>\d{1,2})(?:st|nd|rd|th) lunar month"
        ),
        _english_lunar,
    ),
)


def find_yearly_days(text: str, *, today: date) -> list[FoundDay]:
    """All days of the year in the text, none within another; what no calendar has (31 June) is no day."""
    found: list[FoundDay] = []
    folded = fold(text)
    for one in _all(folded, today):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _all(folded: str, today: date) -> Iterator[FoundDay]:
    for pattern, read in _RULES:
        for match in pattern.finditer(folded):
            try:
                day = read(match, today)
            except (InvalidYearlyDay, KeyError, ValueError):  # no calendar has such a day: the words stay words
                continue
            if day is not None:
                yield FoundDay(day, match.start(), match.end())
