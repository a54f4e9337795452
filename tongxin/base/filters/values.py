"""Values of conditions, read by the kind of their field."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from tongxin.base.filters.errors import BadValue, TooLarge, shown
from tongxin.base.filters.fields import NUMBERED, FilterField
from tongxin.base.filters.spans import COUNTED, NAMED

Scalar = str | int | float | bool | date
Value = Scalar | tuple[Scalar, ...] | None

LONGEST_TEXT = 200
LONGEST_LIST = 200
_MOST_DAYS = 3_660
_LARGEST = 10**15
WITHOUT_VALUE = frozenset({"empty", "filled", "mine", "my_team", "past", "ahead", *NAMED})


def read_value(field: FilterField, op: str, raw: Any, place: str) -> Value:  # Any: JSON
    """The value as Python has it. Raises BadValue or TooLarge."""
    if op in WITHOUT_VALUE:
        if raw is not None:
            raise BadValue(place, _("“%(op)s” takes no value.") % {"op": op})
        return None
    if op in COUNTED:
        return _days(raw, place)
    read = _READERS["numbered" if field.kind in NUMBERED else field.kind]
    if op not in ("in", "between"):
        return read(field, raw, place)
    if not isinstance(raw, list) or (op == "between" and len(raw) != 2):
        expected = _("Here belong two values.") if op == "between" else _("Here belongs a list of values.")
        raise BadValue(place, expected)
    if len(raw) > LONGEST_LIST:
        raise TooLarge(place, _("At most %(n)d values.") % {"n": LONGEST_LIST})
    return tuple(read(field, one, f"{place}[{at}]") for at, one in enumerate(raw))


def _unfit(place: str, raw: object) -> BadValue:
    return BadValue(place, _("“%(value)s” doesn't fit here.") % {"value": shown(raw)})


def _days(raw: Any, place: str) -> int:  # Any: JSON
    number = int(raw) if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 6 else raw
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= _MOST_DAYS:
        raise BadValue(place, _("Here belongs a number of days up to %(n)d.") % {"n": _MOST_DAYS})
    return number


def _text(field: FilterField, raw: Any, place: str) -> str:  # Any: JSON
    if not isinstance(raw, str) or "\0" in raw or any("\ud800" <= sign <= "\udfff" for sign in raw):
        raise _unfit(place, raw)
    if len(raw) > LONGEST_TEXT:
        raise TooLarge(place, _("At most %(n)d characters.") % {"n": LONGEST_TEXT})
    return raw


def _choice(field: FilterField, raw: Any, place: str) -> str:  # Any: JSON
    if not isinstance(raw, str) or raw not in field.choices:
        raise _unfit(place, raw)
    return raw


def _number(field: FilterField, raw: Any, place: str) -> int | float:  # Any: JSON
    """A whole number stays one; others are floats, which look-ups on whole columns round the right way."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str) or (isinstance(raw, str) and len(raw) > 40):
        raise _unfit(place, raw)
    try:
        value = Decimal(str(raw)).scaleb(field.minor_digits)
    except ArithmeticError:
        raise _unfit(place, raw) from None
    if not value.is_finite() or abs(value) > _LARGEST:
        raise _unfit(place, raw)
    return int(value) if value == value.to_integral_value() else float(value)


def _day(field: FilterField, raw: Any, place: str) -> date:  # Any: JSON
    try:
        day = parse_date(raw) if isinstance(raw, str) else None
    except ValueError:
        day = None
    # Far years would leave the calendar when a time zone or a week is counted from them.
    if day is None or not 1000 <= day.year <= 9000:
        raise _unfit(place, raw)
    return day


def _moment(field: FilterField, raw: Any, place: str) -> date:  # Any: JSON
    """A day, or an instant with its offset."""
    try:
        moment: datetime | None = parse_datetime(raw) if isinstance(raw, str) and len(raw) > len("2026-03-01") else None
    except ValueError:
        moment = None
    if moment is None:
        return _day(field, raw, place)
    if moment.tzinfo is None or not 1000 <= moment.year <= 9000:
        raise _unfit(place, raw)
    return moment


def _bool(field: FilterField, raw: Any, place: str) -> bool:  # Any: JSON
    if raw in ("true", "1", "false", "0") and isinstance(raw, str):
        return raw in ("true", "1")
    if not isinstance(raw, bool):
        raise _unfit(place, raw)
    return raw


def _numbered(field: FilterField, raw: Any, place: str) -> int:  # Any: JSON
    number = int(raw) if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 19 else raw
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**63:
        raise _unfit(place, raw)
    return number


_READERS: dict[str, Callable[[FilterField, Any, str], Scalar]] = {  # Any: JSON
    "text": _text,
    "choice": _choice,
    "number": _number,
    "money": _number,
    "date": _day,
    "datetime": _moment,
    "bool": _bool,
    "numbered": _numbered,
}
