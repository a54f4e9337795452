"""Reading a day from a cell of a sheet or a field of a form, where nothing but a day is expected."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText

from . import chinese, english
from .figures import year_of
from .letters import fold
from .reading import Context, Rule, in_some_year, read_pieces

Order = Literal["ymd", "dmy", "mdy"]

_ORDERS: tuple[Order, ...] = ("ymd", "dmy", "mdy")
_SERIAL_START = date(
    1899, 12, 30
)  # the 1900 system counts a 29 February 1900 that never was; right from 1 March 1900 on
_SERIALS = range(20_000, 80_001)
_YEARS = range(1600, 2201)
_LONGEST = 80  # signs of a cell that are looked at for a day
_ANY_DAY = date(2000, 1, 1)  # where only the differences between years count

_TIME = re.compile(r"(?:(?<=[0-9日号])[ t,]{1,2})[0-9]{1,2}[:时点][0-9]{2}.{0,24}$", re.ASCII)
_WEEKDAY = re.compile(
    r"[ (,]*(?:周|星期|礼拜)[一二三四五六日天]\)?$|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +|,? +(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}$",
    re.ASCII,
)
_PARTS = re.compile(r"([0-9]{1,4}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,4})\.?", re.ASCII)
_PACKED = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})", re.ASCII)
_MONTH = re.compile(r"([12][0-9]{3})(?:[-/.]|年)([0-9]{1,2})(?:月份?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[- ][a-z]{3,9}\.?)[-, ]{1,2}([0-9]{2})", re.ASCII)
_NO_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)
_NUMBER = re.compile(r"[0-9]{5}(?:\.[0-9]{1,12})?", re.ASCII)
_SPOKEN: tuple[Rule, ...] = chinese.RULES + english.RULES


class InvalidDay(ValueError):
    """A value that is no day, or could be several. Its text tells what was given and how to mend it."""

    def __init__(self, message: LazyText, value: object) -> None:
        super().__init__(message)
        self.message = message
        self.value = value

    def __str__(self) -> str:
        shown = str(self.value)
        return str(self.message).format(value=shown if len(shown) <= 40 else shown[:39] + "…")


_UNKNOWN = _("“{value}” is not a date I can read. Write it like 2026-11-21.")
_NO_SUCH_DAY = _("There is no day “{value}” in the calendar. Check the month and the day.")
_AMBIGUOUS = _("“{value}” could be two different days. Write the year first, like 2026-11-21.")
_NOT_A_SERIAL = _("The number {value} is not a date. Write it like 2026-11-21.")
_EMPTY = _("The date is empty. Write it like 2026-11-21.")
_OUT_OF_RANGE = _("The year in “{value}” is not between 1600 and 2200. Check the figures.")


def parse_day(value: str | int | float | date | datetime, *, today: date, order: Order | None = None) -> date:
    """The day a cell stands for, or `InvalidDay`.

    Understood: 2026-11-21 with `-`, `/`, `.` or spaces, with a time of day or a weekday beside it; 20261121; 26.11.21; 2026.11 (the
    first of the month); 11.18 (the nearest to `today`); 2026年11月21日 and 十一月二十一号; 18 Nov 2025; serial numbers of spreadsheets (1900
    system, 20000 to 80000). Two figures of a year reach from eighty years back to twenty ahead of `today`. `order` settles 03/04/2025;
    without it the year is taken to come first where that gives a day, and everything else that has two readings is refused.
    """
    if type(value) is str and len(value) == 10 and value[4] == "-" and value[7] == "-":
        try:
            return _in_range(date.fromisoformat(value), value)
        except InvalidDay:
            raise
        except ValueError:
            return _from_text(value, today, order)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _from_text(value, today, order)
    return _from_number(value)


def day_order(samples: Iterable[str]) -> Order | None:
    """The one order of year, month and day in which a whole column reads, or nothing when it stays open or contradicts itself.

    Values which write the year in four figures first say nothing about the others. Where several orders fit, the one whose years differ
    least is right: in 25/12/20, 13/01/21, 07/03/21 the years stand last.
    """
    year_first, fits = False, []
    for first, second, third in _samples(samples):
        if len(first) == 4:
            year_first = True
        else:
            fits.append(_readings(first, second, third, _ANY_DAY))
    if not fits:
        return "ymd" if year_first else None
    open_orders = [order for order in _ORDERS if all(order in fit for fit in fits)]
    years = {order: len({fit[order].year for fit in fits}) for order in open_orders}
    best = [order for order in open_orders if years[order] == min(years.values())]
    return best[0] if best and (len(best) == 1 or best[0] == "ymd") else None


def _samples(samples: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for sample in samples:
        match = _PARTS.fullmatch(_bare(sample))
        if match:
            yield match[1], match[3], match[4]


def _bare(text: str) -> str:
    """The text of a cell without its time of day, weekday, quotes and spaces around."""
    folded = fold(text[:_LONGEST]).strip(" \r\n'\"")
    return _WEEKDAY.sub("", _TIME.sub("", folded)).strip(" ,")


def _from_number(value: int | float) -> date:
    if not isinstance(value, bool) and 0 < value < 100_000_000:
        if int(value) in _SERIALS:
            return _SERIAL_START + timedelta(days=int(value))
        text = repr(value).removesuffix(".0")
        # A sheet keeps 2026.10 as the number 2026.1, so one figure after the point may be January or October.
        if _PACKED.fullmatch(text) or (_MONTH.fullmatch(text) and len(text) == 7):
            return _from_year_and_month(text, value)
    raise InvalidDay(_NOT_A_SERIAL, value)


def _from_text(value: str, today: date, order: Order | None) -> date:
    bare = _bare(value)
    if not bare:
        raise InvalidDay(_EMPTY, value)
    parts = _PARTS.fullmatch(bare)
    if parts:
        return _from_parts(parts[1], parts[3], parts[4], value, today, order)
    if _NUMBER.fullmatch(bare):
        return _from_number(float(bare))
    if _PACKED.fullmatch(bare) or _MONTH.fullmatch(bare):
        return _from_year_and_month(bare, value)
    return _from_words(bare, value, today, order)


def _from_parts(first: str, second: str, third: str, value: object, today: date, order: Order | None) -> date:
    readings = _readings(first, second, third, today)
    if not readings:
        raise InvalidDay(_NO_SUCH_DAY, value)
    if order in readings:
        return _in_range(readings[order], value)
    if order is None and "ymd" in readings:
        return readings["ymd"]
    if len(set(readings.values())) > 1:
        raise InvalidDay(_AMBIGUOUS, value)
    return _in_range(next(iter(readings.values())), value)


def _readings(first: str, second: str, third: str, today: date) -> dict[Order, date]:
    """The days which three groups of figures give in each order of year, month and day."""
    places: dict[Order, tuple[str, str, str]] = {
        "ymd": (first, second, third),
        "dmy": (third, second, first),
        "mdy": (third, first, second),
    }
    readings: dict[Order, date] = {}
    for order, (year, month, day) in places.items():
        if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
            continue
        try:
            readings[order] = date(year_of(year, today), int(month), int(day))
        except ValueError:  # no day in this order
            continue
    return readings


def _from_year_and_month(text: str, value: object) -> date:
    match = _PACKED.fullmatch(text) or _MONTH.fullmatch(text)
    assert match is not None, "callers ask first"
    numbers = [int(group) for group in match.groups()]
    try:
        return _in_range(date(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 1), value)
    except InvalidDay:
        raise
    except ValueError:
        raise InvalidDay(_NO_SUCH_DAY, value) from None


def _from_words(bare: str, value: object, today: date, order: Order | None) -> date:
    context = Context(now=datetime.combine(today, time(12), tzinfo=UTC), lean=None, source=bare)
    match = _NO_YEAR.fullmatch(bare)
    if match:
        pair = int(match[1]), int(match[2])
        first = pair[::-1] if order == "dmy" else pair
        reading = in_some_year(*first, context) or in_some_year(*first[::-1], context)
        if reading is None:
            raise InvalidDay(_NO_SUCH_DAY, value)
        return reading.on
    short = _SHORT_YEAR.fullmatch(bare)
    if short:
        bare = f"{short[1]} {year_of(short[2], today)}"
    for piece in read_pieces(bare, _SPOKEN, context):
        if piece.start == 0 and piece.end == len(bare) and piece.reading.sure:
            return _in_range(piece.reading.on, value)
    raise InvalidDay(_UNKNOWN, value)


def _in_range(day: date, value: object) -> date:
    if day.year not in _YEARS:
        raise InvalidDay(_OUT_OF_RANGE, value)
    return day
