"""What a sheet needs: an amount in capitals, a day, a text in the right language."""

from django import template

from tongxin.base.chinese.rmb import rmb_capitals
from tongxin.base.money import Money

register = template.Library()


@register.filter
def capitals(money: Money) -> str:
    """The amount in Chinese capitals; nothing for other currencies."""
    return rmb_capitals(money.amount) if money.currency == "CNY" else ""
