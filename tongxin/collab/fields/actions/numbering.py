"""Running numbers."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.collab.fields.models import CustomField, Series

_PART = re.compile(r"\{(yyyy|yy|mm|dd|0*1)\}")


def check_pattern(pattern: str) -> str:
    """A pattern like KH-{yyyy}-{0001}. Raises ValidationError that says what is missing."""
    pattern = pattern.strip()
    numbers = [part for part in _PART.findall(pattern) if part.endswith("1")]
    rest = _PART.sub("", pattern)
    if len(numbers) != 1 or "{" in rest or "}" in rest or len(numbers[0]) > 12 or len(pattern) > 60:
        raise ValidationError(
            {
                "pattern": _(
                    "Write a pattern like KH-{yyyy}-{0001}: the zeros say how long the number is; {yyyy}, {mm} and {dd} are the day."
                )
            }
        )
    return pattern


def period_of(pattern: str, day: date) -> str:
    """The stretch of time in which the numbers run on: those parts of the day that the pattern shows."""
    parts = _PART.findall(pattern)
    year = f"{day:%Y}" if {"yyyy", "yy"} & set(parts) else ""
    return year + (f"{day:%m}" if "mm" in parts else "") + (f"{day:%d}" if "dd" in parts else "")


def written(pattern: str, number: int, day: date) -> str:
    """The pattern with the day and the number put in; a number that outgrows its zeros simply gets longer."""
    words = {"yyyy": f"{day:%Y}", "yy": f"{day:%y}", "mm": f"{day:%m}", "dd": f"{day:%d}"}
    return _PART.sub(lambda match: words.get(match[1]) or str(number).zfill(len(match[1])), pattern)


def next_number(field: CustomField) -> str:
    """The next number of a series, taken in the caller's transaction: who is second waits, and who fails takes none.

    So there are no gaps by failure; a record that is deleted leaves its number behind, and no number is given twice.
    """
    return next_numbers(field, 1)[0]


def next_numbers(field: CustomField, count: int) -> list[str]:
    """Several at once, in order."""
    day = timezone.localtime(now()).date()
    series, _new = Series.objects.get_or_create(field=field, period=period_of(field.pattern, day))
    Series.objects.filter(pk=series.pk).update(last=F("last") + count)
    last = Series.objects.values_list("last", flat=True).get(pk=series.pk)
    return [written(field.pattern, number, day) for number in range(last - count + 1, last + 1)]
