"""Days written in figures alone: 2026-11-21, 26.11.21, 11/18, 20261121."""

import re
from datetime import date

from .reading import Context, Reading, Rule, in_some_year

WEEKDAY_AFTER = r"(?: ?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?"
BEFORE = r"(?:之前|以前|前(?![台往面期景任端后]))?"

# Neither inside a longer number, code, price or version …
_ALONE = r"(?<![0-9a-z¥$€£_#])(?<![0-9a-z][-./:])"
_ENDS = r"(?![0-9%‰_:]|[-/.][0-9]| ?-[a-z]|[ap]\.?m\b)"
# … nor a count of something: 3.5 万, 10-20 台, 1/2 小时.
_COUNTED = (
    r"(?! ?(?:[万亿千百元块折倍寸米吨个台套件人次天周年月版升斤公条只种份位家分秒度级层平方批箱克角点]|小时|美|欧"
    r"|k\b|w\b|m\b|mm|cm|kg|km|pcs|hours?|days?|weeks?|months?|years?|units?|million|percent))"
)


def year_of(text: str, today: date) -> int:
    """The year meant by two or four figures. Two figures reach from eighty years back to twenty ahead."""
    year = int(text)
    if len(text) == 4:
        return year
    century = today.year - today.year % 100
    return century + year if century + year <= today.year + 20 else century - 100 + year


def _year_first(match: re.Match[str], context: Context) -> Reading:
    year, month, day = match["y"], match["m"], match["d"]
    return Reading(date(year_of(year, context.today), int(month), int(day)), sure=len(year) == 4)


def _year_last(match: re.Match[str], context: Context) -> Reading:
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y"])
    if first > 12:
        return Reading(date(year, second, first))
    return Reading(date(year, first, second), sure=second > 12 or first == second)


def _no_year(match: re.Match[str], context: Context) -> Reading | None:
    first, second = int(match["a"]), int(match["b"])
    if first > 12 and match["sep"] != "/":
        return None
    month, day = (second, first) if first > 12 else (first, second)
    reading = in_some_year(month, day, context)
    # 3.5 and 1/2 are rather a number; 11.18 hardly ever is, unless it sticks to the word before it.
    loose = match.start() == 0 or not context.source[match.start() - 1].isalnum()
    doubtful = len(match["b"]) == 1 or (match["sep"] != "/" and not loose)
    return None if reading is None else Reading(reading.on, sure=reading.sure and not doubtful)


def _packed(match: re.Match[str], context: Context) -> Reading:
    return Reading(date(int(match["y"]), int(match["m"]), int(match["d"])), sure=False)


RULES: tuple[Rule, ...] = (
    (
        re.compile(
            _ALONE
            + r"(?P<y>[12][0-9]{3})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9]|[-/.][0-9])"
            + WEEKDAY_AFTER
            + BEFORE,
            re.ASCII,
        ),
        _year_first,
    ),
    (
        re.compile(
            _ALONE + r"(?P<y>[0-9]{2})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})" + _ENDS + BEFORE,
            re.ASCII,
        ),
        _year_first,
    ),
    (
        re.compile(
            _ALONE + r"(?P<a>[0-9]{1,2})(?P<sep>[-/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>[12][0-9]{3})" + _ENDS, re.ASCII
        ),
        _year_last,
    ),
    (
        re.compile(
            _ALONE + r"(?P<a>[0-9]{1,2})(?P<sep>[-/.])(?P<b>[0-9]{1,2})" + _ENDS + WEEKDAY_AFTER + _COUNTED + BEFORE,
            re.ASCII,
        ),
        _no_year,
    ),
    (re.compile(_ALONE + r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9a-z._-])", re.ASCII), _packed),
)
