"""Targets as one reads them. `{% load goals %}`"""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxin.base.money import Money, format_money
from tongxin.frontoffice.targets.queries import Attainment

register = template.Library()


def amount(value: int, currency: str) -> str:
    """A value for a list: ¥320 万, or a plain number."""
    return format_money(Money(value, currency), get_language() or "en", compact=True) if currency else f"{value:,}"


@register.filter
def goal(value: int, currency: str) -> str:
    """A value for a list."""
    return amount(value, currency)


@register.filter
def gap_words(one: Attainment) -> str:
    """What is missing and what that means: 还差 58 万，剩 38 天，每周要 10.7 万."""
    code = one.target.currency
    if one.is_limit:
        left = one.target.value - one.done
        return (_("%(sum)s left") if left >= 0 else _("%(sum)s over it")) % {"sum": amount(abs(left), code)}
    if not one.gap:
        over = one.done - one.target.value
        return _("Reached, %(over)s over it") % {"over": amount(over, code)} if over else _("Reached")
    words = {"gap": amount(one.gap, code), "days": one.days_left, "week": amount(one.gap_a_week, code)}
    if one.is_over:
        return _("%(gap)s short when it ended") % words
    if one.days_left <= 7:
        return _("%(gap)s short, %(days)d days left") % words
    return _("%(gap)s short, %(days)d days left: %(week)s a week") % words
