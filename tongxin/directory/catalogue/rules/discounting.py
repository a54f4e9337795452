"""A discount as people say it: 8 %, 92折, or an amount off the price."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tongxin.base.chinese.folding import fold
from tongxin.base.money import InvalidMoney, Money, parse_money

HUNDRED = Decimal(100)
_FIGURE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
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
