"""The closed table of functions. All are pure, total over their types, and capped by what they are given."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText
from tongxin.base.money import InvalidMoney, Money

SCALAR = ("number", "text", "date", "yes_no", "money")
ANY = (*SCALAR, "choices")


class Unfit(ValueError):
    """The function has no answer for these values."""


@dataclass(frozen=True)
class Function:
    """`takes` names the types of each argument; the last one repeats when `repeats`; arguments beyond `least` may be left out.

    `gives` is the type of the answer, or "same" for that of the arguments from `same` on, which must then agree. An empty
    argument makes the answer empty unless `takes_empty`. `like` shows how it is written.
    """

    answer: Callable[..., Any]  # Any: values of the types that `takes` names
    takes: Sequence[Sequence[str]]
    gives: str
    like: str
    said: LazyText
    least: int = 1
    repeats: bool = False
    same: int = 0
    takes_empty: bool = False


def _places(digits: Decimal) -> int:
    if digits != digits.to_integral_value() or not 0 <= digits <= 6:
        raise Unfit(_("Round to between 0 and 6 decimals."))
    return int(digits)


def _round(value: Decimal | Money, digits: Decimal = Decimal(0)) -> Decimal | Money:
    if isinstance(value, Money):
        amount = value.amount.quantize(Decimal(1).scaleb(-_places(digits)), ROUND_HALF_UP)
        return Money.of(amount, value.currency)
    return value.quantize(Decimal(1).scaleb(-_places(digits)), ROUND_HALF_UP)


def _abs(value: Decimal | Money) -> Decimal | Money:
    return Money(abs(value.minor), value.currency) if isinstance(value, Money) else abs(value)


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value() or abs(value) > 100_000:
        raise Unfit(_("Here belongs a whole number."))
    return int(value)


def _sum(*values: Decimal | Money) -> Decimal | Money:
    total = values[0]
    for value in values[1:]:
        total = total + value  # type: ignore[operator]  # checked to be of one type
    return total


def _mid(text: str, start: Decimal, count: Decimal) -> str:
    first = max(_whole(start), 1) - 1
    return text[first : first + max(_whole(count), 0)]


def _right(text: str, count: Decimal) -> str:
    kept = max(_whole(count), 0)
    return text[-kept:] if kept else ""


def _contains(where: str | tuple[str, ...], what: str) -> bool:
    return what in where if isinstance(where, tuple) else what.casefold() in where.casefold()


def _replace(text: str, old: str, new: str) -> str:
    """Refused before it is done, where the answer would be longer than any text may be."""
    if (text.count(old) if old else len(text) + 1) * len(new) > 10_000:
        raise Unfit(_("This text is too long."))
    return text.replace(old, new)


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", "")[:20])
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _day(year: Decimal, month: Decimal, day: Decimal) -> date:
    try:
        return date(_whole(year), _whole(month), _whole(day))
    except ValueError as error:
        raise Unfit(_("There is no such day.")) from error


def _add_days(day: date, count: Decimal) -> date:
    try:
        return day + timedelta(days=_whole(count))
    except OverflowError as error:
        raise Unfit(_("There is no such day.")) from error


def _add_months(day: date, count: Decimal) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + _whole(count), 12)
    if not 1 <= year <= 9999:
        raise Unfit(_("There is no such day."))
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _money(amount: Decimal, currency: str) -> Money:
    try:
        return Money.of(round(amount, 2), currency.strip().upper()[:3])
    except InvalidMoney as error:
        raise Unfit(str(error)) from error


def _first(*values: Any) -> Any:  # Any: values of one type
    return next((value for value in values if value not in (None, "", ())), None)


_NUMBER, _TEXT, _DATE, _MONEY = ("number",), ("text",), ("date",), ("money",)
_COUNTED = ("number", "money")
FUNCTIONS: dict[str, Function] = {
    # `if` is run by the evaluator itself, which looks at one branch only.
    "if": Function(lambda *_: None, [("yes_no",), ANY, ANY], "same", "if(条件, 甲, 乙)", _("one of two"), 2, False, 1, True),
    "round": Function(_round, [_COUNTED, _NUMBER], "first", "round(3.14159, 2)", _("rounded half up")),
    "floor": Function(lambda x: x.to_integral_value(ROUND_FLOOR), [_NUMBER], "number", "floor(3.7)", _("rounded down")),
    "ceil": Function(lambda x: x.to_integral_value(ROUND_CEILING), [_NUMBER], "number", "ceil(3.2)", _("rounded up")),
    "abs": Function(_abs, [_COUNTED], "first", "abs(-3)", _("without its sign")),
    "min": Function(min, [("number", "money", "date")], "same", "min(1, 2)", _("the smallest"), 1, True),
    "max": Function(max, [("number", "money", "date")], "same", "max(1, 2)", _("the largest"), 1, True),
    "sum": Function(_sum, [_COUNTED], "same", "sum(1, 2, 3)", _("all together"), 1, True),
    "len": Function(lambda x: Decimal(len(x)), [("text", "choices")], "number", 'len("同心")', _("how many characters, or choices")),
    "upper": Function(str.upper, [_TEXT], "text", 'upper("abc")', _("in capital letters")),
    "lower": Function(str.lower, [_TEXT], "text", 'lower("ABC")', _("in small letters")),
    "trim": Function(str.strip, [_TEXT], "text", 'trim(" a ")', _("without spaces around")),
    "left": Function(lambda x, n: x[: max(_whole(n), 0)], [_TEXT, _NUMBER], "text", 'left("华东大区", 2)', _("from the left"), 2),
    "right": Function(_right, [_TEXT, _NUMBER], "text", 'right("华东大区", 2)', _("from the right"), 2),
    "mid": Function(_mid, [_TEXT, _NUMBER, _NUMBER], "text", 'mid("华东大区", 3, 2)', _("from the middle"), 3),
    "replace": Function(_replace, [_TEXT] * 3, "text", 'replace("a-b", "-", "/")', _("one text for another"), 3),
    "contains": Function(_contains, [("text", "choices"), _TEXT], "yes_no", 'contains([名称], "阀")', _("whether it is in there"), 2),
    "starts": Function(str.startswith, [_TEXT, _TEXT], "yes_no", 'starts([名称], "苏州")', _("whether it begins so"), 2),
    "one_of": Function(lambda x, *them: x in them, [_TEXT, _TEXT], "yes_no", 'one_of([等级], "A", "B")', _("whether it is one of these"), 2, True),
    "number": Function(_number, [_TEXT], "number", 'number("12")', _("text as a number")),
    "text": Function(lambda x: x, [ANY], "text", "text(12)", _("anything as text")),
    "date": Function(_day, [_NUMBER] * 3, "date", "date(2026, 11, 22)", _("a day"), 3),
    "year": Function(lambda x: Decimal(x.year), [_DATE], "number", "year([日期])", _("the year of a day")),
    "month": Function(lambda x: Decimal(x.month), [_DATE], "number", "month([日期])", _("the month of a day")),
    "day": Function(lambda x: Decimal(x.day), [_DATE], "number", "day([日期])", _("the day of the month")),
    "weekday": Function(lambda x: Decimal(x.isoweekday()), [_DATE], "number", "weekday([日期])", _("1 for Monday to 7 for Sunday")),
    "add_days": Function(_add_days, [_DATE, _NUMBER], "date", "add_days([日期], 30)", _("some days later"), 2),
    "add_months": Function(_add_months, [_DATE, _NUMBER], "date", "add_months([日期], 12)", _("some months later"), 2),
    "days": Function(lambda a, b: Decimal((b - a).days), [_DATE, _DATE], "number", "days([开始], [结束])", _("days from one to the other"), 2),
    "money": Function(_money, [_NUMBER, _TEXT], "money", 'money(100, "CNY")', _("a number as money"), 2),
    "amount": Function(lambda x: x.amount, [_MONEY], "number", "amount([预算])", _("money as a number")),
    "is_empty": Function(lambda x: x in (None, "", ()), [ANY], "yes_no", "is_empty([日期])", _("whether nothing is there"), takes_empty=True),
    "coalesce": Function(_first, [ANY], "same", "coalesce([简称], [名称])", _("the first that is filled"), 1, True, takes_empty=True),
}  # fmt: skip
# Chinese words for the same functions.
ALIASES = {
    "如果": "if", "四舍五入": "round", "向下取整": "floor", "向上取整": "ceil", "绝对值": "abs", "最小": "min", "最大": "max", "求和": "sum", "长度": "len",
    "大写": "upper", "小写": "lower", "去空格": "trim", "左取": "left", "右取": "right", "中取": "mid", "替换": "replace", "包含": "contains", "开头是": "starts",
    "属于": "one_of", "转数字": "number", "转文本": "text", "日期": "date", "年": "year", "月": "month", "日": "day", "星期": "weekday", "加天": "add_days",
    "加月": "add_months", "天数": "days", "金额": "money", "数额": "amount", "为空": "is_empty", "取首个": "coalesce",
}  # fmt: skip
