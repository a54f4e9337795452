"""What a sheet needs: an amount in capitals, an amount with all its decimals."""

from django import template

from tongxin.base.chinese.rmb import rmb_capitals
from tongxin.base.money import SYMBOLS, Money

register = template.Library()


@register.filter
def capitals(money: Money) -> str:
    """The amount in Chinese capitals; nothing for other currencies."""
    return rmb_capitals(money.amount) if money.currency == "CNY" else ""


@register.filter
def exact(money: Money) -> str:
    """With all the decimals of its currency, as paper has it: ¥4,180.00."""
    return f"{SYMBOLS.get(money.currency, f'{money.currency} ')}{money.amount:,}"
