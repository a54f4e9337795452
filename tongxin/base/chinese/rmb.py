"""Amounts of renminbi in capital characters, as the People's Bank's rules for bills (支付结算办法, annex 1) want them."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from tongxin.base.lazy import LazyText

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_CENT = Decimal("0.01")
_LIMIT = 10**16


class NotInCapitals(ValueError):
    """An amount that can't be written in capitals: no number, more than two decimals, or too large."""

    def __init__(self, reason: LazyText) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


def rmb_capitals(amount: Decimal | int | str) -> str:
    """`amount` in yuan, exact to the fen, as 人民币…元…: 整 after 元 and 角, one 零 for several, 零 for 角 when only 分 follows.

    Raises `NotInCapitals`; nothing is rounded.
    """
    fen = _fen(amount)
    sign = "负" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    words = f"人民币{sign}" + (f"{_integer(yuan)}元" if yuan or not rest else "")
    if not rest:
        return words + "整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif yuan:
        words += "零"
    return words + (f"{_DIGITS[cents]}分" if cents else "整")


def _fen(amount: Decimal | int | str) -> int:
    try:
        exact = Decimal(amount)
        if not exact.is_finite():
            raise NotInCapitals(_("This is not a number."))
    except InvalidOperation as error:
        raise NotInCapitals(_("This is not a number.")) from error
    if abs(exact) >= _LIMIT:
        raise NotInCapitals(_("This amount is too large to write in capitals."))
    if exact != exact.quantize(_CENT):
        raise NotInCapitals(_("An amount in capitals ends with 分: two decimals at most."))
    return int(exact * 100)


def _integer(yuan: int) -> str:
    if not yuan:
        return "零"
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    words = ""
    is_gap = False
    for place in reversed(range(len(groups))):
        group = groups[place]
        if not group:
            is_gap = True
            continue
        if words and (is_gap or group < 1_000):
            words += "零"
        # 万亿 is said as 万 of 亿, so the 亿 is written once when both groups are there.
        unit = "万" if place == 3 and groups[2] else _GROUPS[place]
        words += _group(group) + unit
        # 壹拾万零柒仟: a group that ends in zero is parted from the next by 零 as well.
        is_gap = group % 10 == 0
    return words


def _group(number: int) -> str:
    words = ""
    is_gap = False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if is_gap and words else "") + _DIGITS[digit] + _PLACES[place]
        is_gap = not digit
    return words
