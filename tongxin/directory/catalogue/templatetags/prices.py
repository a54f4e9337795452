"""Prices and quantities as one reads them."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language

from tongxin.base.chinese.rmb import rmb_capitals
from tongxin.base.money import Money, format_minor, format_money
from tongxin.directory.catalogue.queries import figure

register = template.Library()


@register.filter
def price(money: Money | None) -> str:
    """An amount with all its decimals, or a dash."""
    return "—" if money is None else format_money(money, get_language() or "en")


@register.filter
def after_discount(line: Any) -> str:  # Any: a priced line, or one on paper
    """What one unit costs in the end, with all the decimals it has."""
    return format_minor(line.after_discount, line.currency, get_language() or "en")


@register.filter
def discount(line: Any) -> str:  # Any: a priced line
    """What goes off its price, as it is typed: 8%."""
    return f"{figure(line.discount)}%" if line.discount else ""


@register.filter
def quantity(value: Decimal | None) -> str:
    """Without idle zeros."""
    return "" if value is None else figure(value)


@register.filter
def capitals(money: Money) -> str:
    """The amount in Chinese capitals; nothing for other currencies."""
    return rmb_capitals(money.amount) if money.currency == "CNY" else ""
