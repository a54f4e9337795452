"""Sums and times of opportunities as one reads them. `{% load deals %}`"""

from datetime import datetime

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongxin.base.money import Money, format_money
from tongxin.directory.activities.models import Step
from tongxin.frontoffice.pipeline.models import Opportunity
from tongxin.frontoffice.pipeline.queries.forecast import Forecast
from tongxin.frontoffice.pipeline.queries.watch import Counted

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


@register.simple_tag
def figure(forecast: Forecast, value: int) -> str:
    """A figure of a forecast for a line."""
    return short_sum(forecast.money(value))


@register.filter
def watch_link(line: Counted, by: str) -> str:
    """What the address says of this stage, person or unit."""
    return f"by={by}&key={line.key}"


@register.filter
def why_words(why: str) -> str:
    """What is wrong with a deal."""
    return str(_WHYS.get(why, why))


_WHYS = {
    "no_step": _("No next step"),
    "late_step": _("step is late"),
    "late_close": _("close has passed"),
    "stuck": _("stuck in the stage"),
    "silent": _("nobody spoke to them"),
    "broken": _("Promise broken"),
    "approval": _("Waits for approval"),
    "customer": _("Waits for the customer"),
}
