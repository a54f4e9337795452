"""A discount as people say it: 8 %, 92折, or an amount off the price."""

import re
from decimal import Decimal
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.money import InvalidMoney, Money, parse_money

HUNDRED = Decimal(100)
# From here on a bare figure speaks of what is left of a price: hardly anything goes for less than half.
_MOST_OFF = 50
_FIGURE = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_DIGITS = str.maketrans("〇零一二两三四五六七八九点对半", "001223456789.55")


def share_left(text: str) -> str:
    """The per cents that stay: 92折, 9.2折 and 九二折 say 92, 对折 says 50, 10折 all of it; "92 %" says 92. As text, for who checks it."""
    folded = fold(text)
    if not folded.endswith("折"):
        return folded.removesuffix("%").strip()
    said = folded.removeprefix("打").removesuffix("折").strip().translate(_DIGITS)
    if not _FIGURE.fullmatch(said):
        return folded
    share = Decimal(said)
    return f"{share * 10 if share <= 10 else share:f}"


def read_discount(typed: object, currency: str) -> Decimal | Money:
    """Per cents off, or an amount off in this currency; 0 for nothing. Raises ValidationError that says how one is written."""
    text = fold(str(typed if typed is not None else ""))
    if not text:
        return Decimal(0)
    figure = share_left(text)
    if _FIGURE.fullmatch(figure) and (text.endswith(("折", "%")) or _FIGURE.fullmatch(text)):
        share = Decimal(figure)
        return _percent(HUNDRED - share if text.endswith("折") else share)
    return _amount(text, currency)


def _percent(share: Decimal) -> Decimal:
    if not 0 <= share <= HUNDRED:
        said = _("A discount is between 0 and 100 per cent: write 8%, 92折, or what comes off the price, such as ¥200.")
        raise ValidationError({"discount": said})
    if share != round(share, 2):
        raise ValidationError({"discount": _("A percentage has at most two decimals.")})
    return share


def _amount(text: str, currency: str) -> Money:
    try:
        money = parse_money(text, currency)
    except InvalidMoney as error:
        said = _("This is no discount. Write 8%, 92折, or what comes off the price, such as ¥200.")
        raise ValidationError({"discount": said}) from error
    if money.currency != currency:
        said = _("This is in %(other)s, prices here are in %(own)s. Write the amount in %(own)s.")
        raise ValidationError({"discount": said % {"other": money.currency, "own": currency}})
    if money.minor < 0:
        raise ValidationError({"discount": _("A discount can't be below zero. Write a higher price instead.")})
    return money


Leaning = Literal["left", "off", "either", "unclear"]


def leaning(text: str) -> Leaning:
    """Of which of two things a discount in a column of a file speaks: what is left of the price (0.92, 92, 92%), what goes off it (0.08, 15,
    8%), either (92折 says it itself, 0 is nothing), or nobody can tell (9 may be 9折 or 9 %)."""
    folded = fold(text)
    figure = share_left(text)
    if folded.endswith("折") or not _FIGURE.fullmatch(figure):
        return "either"
    share = Decimal(figure)
    if share == 0:
        return "either"
    if not folded.endswith("%"):
        if 1 < share <= 10:
            return "unclear"
        share = share * 100 if share <= 1 else share
    return "left" if share >= _MOST_OFF else "off"


def read_share(typed: object) -> Decimal:
    """Per cents off, where what is written is left of the price: 0.92, 92, 92%, 9.2 and 92折 all say 8. Raises ValidationError."""
    text = fold(str(typed if typed is not None else ""))
    figure = share_left(text)
    if not _FIGURE.fullmatch(figure):
        raise ValidationError({"discount": _("This says no share of a price. Write 92%, 0.92 or 92折.")})
    share = Decimal(figure)
    if not text.endswith(("折", "%")):
        if share == 0 or (share < 1 and leaning(text) == "off"):
            raise ValidationError({"discount": _not_clear(text)})
        share *= HUNDRED if share <= 1 else 10 if share <= 10 else 1
    return _percent(HUNDRED - share)


def read_off(typed: object, currency: str) -> Decimal | Money:
    """As `read_discount`, where a file writes shares too: 0.08 is 8 %. Raises ValidationError, for what may be meant the other way round as
    well."""
    text = fold(str(typed if typed is not None else ""))
    found = read_discount(text, currency)
    if isinstance(found, Money) or not 0 < found < 1 or text.endswith(("折", "%")):
        return found
    if leaning(text) == "left":
        raise ValidationError({"discount": _not_clear(text)})
    return _percent(found * HUNDRED)


def _not_clear(text: str) -> str:
    said = _("%(written)s may be what goes off the price or what is left of it. Write per cents or 折, or choose the other field for the column.")  # fmt: skip
    return said % {"written": text}
