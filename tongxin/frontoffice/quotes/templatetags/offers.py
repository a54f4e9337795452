"""What a sheet needs: an amount in capitals, an amount with all its decimals."""

from typing import Any

from django import template

from tongxin.base.chinese.rmb import rmb_capitals
from tongxin.base.money import SYMBOLS, Money, format_minor

register = template.Library()


@register.filter
def capitals(money: Money) -> str:
    """The amount in Chinese capitals; nothing for other currencies."""
    return rmb_capitals(money.amount) if money.currency == "CNY" else ""


@register.filter
def exact_after_discount(line: Any) -> str:  # Any: a priced line, or one on paper
    """What one unit costs in the end, as paper has it: ¥4,600.00, and ¥4,599.9908 where the discount says so."""
    minor = line.after_discount
    is_whole = minor == minor.to_integral_value()
    return exact(Money(int(minor), line.currency)) if is_whole else format_minor(minor, line.currency, "")


@register.filter
def exact(money: Money) -> str:
    """With all the decimals of its currency, as paper has it: ¥4,180.00."""
    return f"{SYMBOLS.get(money.currency, f'{money.currency} ')}{money.amount:,}"
