"""Days as they are said in English: the day after tomorrow, next Tuesday, by Friday, Nov 18, 18 November 2025, in 3 days."""

import re
from datetime import date, timedelta

from .reading import (
    Context,
    Reading,
    Rule,
    add_months,
    coming_weekday,
    end_of_month,
    end_of_quarter,
    in_some_year,
    monday_of,
)

_WORDS = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "the day before yesterday": -2, "day before yesterday": -2,
    "tomorrow": 1, "tmrw": 1, "tmr": 1, "yesterday": -1, "today": 0, "tonight": 0, "last night": -1, "tomorrow night": 1,
}  # fmt: skip
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTHS = {
    name: index
    for index, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_NUMBERS = {
    name: index for index, name in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1)
} | {"a": 1, "an": 1, "a couple of": 2}  # fmt: skip

_BY = r"(?:\b(?:by|on|before|until|till|due|from) )?"
_NUMBER = rf"(?P<number>[0-9]{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_MONTH = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,? ?(?P<year>(?:1[6-9]|2[01])[0-9]{2})(?![0-9]))?"
_END = r"(?:end of|month end|beginning of|start of|early|mid|middle of|late)"


def _word(match: re.Match[str], context: Context) -> Reading:
    word = match["word"]
    return Reading(context.today + timedelta(days=_WORDS[word]), part="evening" if "night" in word else None)


def _this_part(match: re.Match[str], context: Context) -> Reading:
    return Reading(context.today, part=match["part"])


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    """`next` is of the next calendar week, `this` of the current one, `last` the latest that has passed."""
    name, step = match["weekday"], match["step"]
    weekday = _WEEKDAYS[name[:3]]
    if step is None and len(name) == 3 and not context.source[match.start("weekday")].isupper():
        # sat, sun, wed are also plain words: "sat down with", "the sun".
        return coming_weekday(weekday, context) if name not in ("sat", "sun", "wed") else None
    if step is None:
        return coming_weekday(weekday, context)
    day = monday_of(context.today) + timedelta(days=weekday)
    if step == "next":
        return Reading(day + timedelta(days=7))
    if step in ("last", "past"):
        return Reading(day if day < context.today else day - timedelta(days=7), sure=day >= context.today)
    gone = day < context.today
    return Reading(day + timedelta(days=7) if gone and context.lean != "past" else day, sure=not gone)


def _named(match: re.Match[str], context: Context) -> Reading | None:
    month, day = _MONTHS[match["month"]], int(match["day"])
    if match["year"]:
        return Reading(date(int(match["year"]), month, day))
    return in_some_year(month, day, context)


def _month_alone(match: re.Match[str], context: Context) -> Reading | None:
    month, where = _MONTHS[match["month"]], match["where"]
    near = in_some_year(month, 28 if where else 1, context)
    if near is None:
        return None
    first = date(int(match["year"]) if match["year"] else near.on.year, month, 1)
    if where in ("end of", "late"):
        return Reading(end_of_month(first), sure=where == "end of")
    return Reading(first.replace(day=15) if where in ("mid", "middle of") else first, sure=False)


def _end_of(match: re.Match[str], context: Context) -> Reading:
    unit, steps = match["unit"], {"next": 1, "last": -1}.get(match["step"] or "", 0)
    today = context.today
    if unit == "week":
        return Reading(monday_of(today) + timedelta(days=4 + 7 * steps))
    if unit == "quarter":
        return Reading(end_of_quarter(add_months(today, 3 * steps)))
    if unit == "year":
        return Reading(date(today.year + steps, 12, 31))
    return Reading(end_of_month(add_months(today, steps)))


def _month_end(match: re.Match[str], context: Context) -> Reading:
    return Reading(end_of_month(context.today))


def _whole(match: re.Match[str], context: Context) -> Reading:
    """Next week, last month: the first day of it, in doubt."""
    step = 1 if match["step"] == "next" else -1
    if match["unit"] == "week":
        return Reading(monday_of(context.today) + timedelta(days=7 * step), sure=False)
    if match["unit"] == "month":
        return Reading(add_months(context.today.replace(day=1), step), sure=False)
    return Reading(date(context.today.year + step, 1, 1), sure=False)


def _away(match: re.Match[str], context: Context) -> Reading:
    number, unit = match["number"], match["unit"]
    sign = -1 if match["way"] in ("ago", "earlier") else 1
    count = sign * (_NUMBERS[number] if number in _NUMBERS else int(number))
    if unit in ("min", "minute", "hour", "hr"):
        at = context.after(timedelta(minutes=count * (1 if unit.startswith("min") else 60)))
        return Reading(at.date(), at=at)
    if unit in ("month", "year"):
        return Reading(add_months(context.today, count * (12 if unit == "year" else 1)))
    return Reading(context.today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]))


def _half_hour(match: re.Match[str], context: Context) -> Reading:
    at = context.after(timedelta(minutes=-30 if match["way"] in ("ago", "earlier") else 30))
    return Reading(at.date(), at=at)


_UNITS = r"(?P<unit>minute|min|hour|hr|day|week|fortnight|month|year)s?\b"
_WAY = r"(?P<way>ago|earlier|later|from now|from today)\b"

RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (rf"{_BY}\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b", _word),
        (r"\bthis (?P<part>morning|afternoon|evening)\b", _this_part),
        (
            rf"{_BY}\b(?:(?P<step>this coming|next|this|last|past|coming) )?"
            r"(?P<weekday>monday|mon|tuesday|tues|tue|wednesday|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)\b",
            _weekday,
        ),
        (rf"{_BY}(?:the )?\b{_MONTH} (?:the )?{_DAY}(?![0-9:%]|\.[0-9]){_YEAR}", _named),
        (rf"{_BY}(?:the )?(?<![0-9a-z./:-])\b{_DAY}(?: |-| of )?{_MONTH}(?![a-z])(?:-(?=[12]))?{_YEAR}", _named),
        (
            rf"\b(?:(?:by|before|at) )?(?:the )?(?:(?P<where>{_END})|in|by|before)[ -]{_MONTH}(?![a-z]){_YEAR}(?! ?[0-9])",
            _month_alone,
        ),
        (
            r"\b(?:(?:by|before|at) )?(?:the )?end of (?:(?:the|this|(?P<step>next|last)) )?(?P<unit>week|month|quarter|year)\b",
            _end_of,
        ),
        (r"\b(?:(?:by|before|at) )?(?:eom|month[ -]end)\b", _month_end),
        (r"(?<!end of )\b(?P<step>next|last) (?P<unit>week|month|year)\b", _whole),
        (rf"(?P<way>\b(?:in|within) ){_NUMBER} {_UNITS}", _away),
        (rf"(?<![0-9.])\b{_NUMBER} {_UNITS} {_WAY}", _away),
        (rf"(?<![0-9.])\bhalf an hour {_WAY}", _half_hour),
        (r"\b(?P<way>in) half an hour\b", _half_hour),
    )
)
