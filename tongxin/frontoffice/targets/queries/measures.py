"""What can be counted or added up towards a target: the rooms that count it say so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import override

from tongxin.base.chinese.folding import fold
from tongxin.base.lazy import LazyText
from tongxin.base.registries import Registry


class Period(NamedTuple):
    """From `begins_on` until the day before `ends_on`; both are first days of a month."""

    begins_on: date
    ends_on: date


class Reached(NamedTuple):
    """What one owner reached in one unit."""

    owner: int
    unit: int | None
    value: int


@dataclass(frozen=True, kw_only=True)
class Measure:
    """`reached(period, currency, product)` answers by owner and unit, whoever asks: who may see it is decided by the target.
    `field` is the field of records of this `kind` which must not be hidden from the reader. Of a measure that is a limit no more than the
    target should be reached. `rows(period)` is the address of what was counted."""

    label: LazyText
    is_money: bool
    reached: Callable[[Period, str, str], Sequence[Reached]]
    order: int
    field: str = ""
    kind: str = "opportunity"
    is_limit: bool = False
    has_products: bool = False
    rows: Callable[[Period], str] | None = None


measures: Registry[Measure] = Registry("measure")


def measure_called(text: str) -> str | None:
    """The measure that somebody named, in any language of the program; the first one of all for nothing. None for an unknown word."""
    typed = fold(text)
    if not typed:
        return min(measures.names(), key=lambda name: measures.get(name).order)
    for code, _language in settings.LANGUAGES:
        with override(code):
            called = {fold(str(measures.get(name).label)): name for name in measures.names()}
        if typed in called:
            return called[typed]
    return typed if typed in measures else None
