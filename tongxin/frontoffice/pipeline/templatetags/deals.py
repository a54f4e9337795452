"""Sums and times of opportunities as one reads them. `{% load deals %}`"""

from datetime import datetime

from django import template
from django.utils.translation import get_language

from tongxin.base.money import Money, format_money
from tongxin.directory.activities.models import Step
from tongxin.frontoffice.pipeline.models import Opportunity

register = template.Library()


@register.filter
def short_sum(money: Money | None) -> str:
    """A sum for a card or a head line: ¥68.6 万, ¥686k; a dash where it isn't known."""
    return format_money(money, get_language() or "en", compact=True) if money else "—"


@register.filter
def full_sum(money: Money | None) -> str:
    """A sum in full: ¥686,000."""
    return format_money(money, get_language() or "en") if money else "—"


@register.filter
def standing(one: Opportunity, now: datetime) -> int:
    """For how many days a stuck opportunity has stood in its stage; 0 when it isn't stuck."""
    return one.days_standing(now) if one.is_stuck(now) else 0


@register.filter
def is_late(step: Step, now: datetime) -> bool:
    """Whether a step should have been done by now."""
    return step.is_late(now)
