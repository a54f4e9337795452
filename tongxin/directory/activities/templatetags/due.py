"""How a step's time is said."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tongxin.base.money import format_money
from tongxin.base.ui.spoken import spoken_day, spoken_moment
from tongxin.directory.activities.models import Activity, Step

register = template.Library()


@register.filter
def late(step: Step, now: datetime) -> bool:
    """Whether its time has passed."""
    return step.is_late(now)


@register.filter
def is_turn(step: Step, now: datetime) -> bool:
    """Whether it is late or due today."""
    return step.is_open and step.due_on is not None and step.due_on <= timezone.localdate(now)


@register.filter
def due_words(step: Step, now: datetime) -> str:
    """Today 15:00, 3 days late, some day."""
    if days := step.days_late(now):
        return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    here = timezone.localtime(now)
    if step.due_at is not None:
        return spoken_moment(timezone.localtime(step.due_at), now=here)
    return spoken_day(step.due_on, today=here.date()) if step.due_on else _("Some day")


@register.filter
def said_sum(record: Step | Activity) -> str:
    """¥50,000, as lists show it: ¥5 万; nothing where no sum was named."""
    return format_money(record.money, get_language() or "en", compact=True) if record.money else ""
