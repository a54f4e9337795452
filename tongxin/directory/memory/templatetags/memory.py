"""How facts are said on pages."""

from datetime import date

from django import template
from django.utils import timezone

from tongxin.base.clock import now
from tongxin.base.dates import show_day
from tongxin.directory.memory.models import Fact
from tongxin.directory.memory.queries import label_of as _label_of

register = template.Library()


@register.filter
def label_of(fact: Fact) -> str:
    """Its kind, or for a day its occasion."""
    return _label_of(fact)


@register.filter
def words_of(fact: Fact) -> str:
    """The fact without what its label says already."""
    day = str(fact.yearly) if fact.yearly else ""
    label = _label_of(fact)
    return " ".join(
        part for part in (day if day not in fact.text else "", fact.text if fact.text != label else "") if part
    )


@register.filter
def day_words(day: date) -> str:
    """A weekday and the day, with its year when that is another one."""
    return show_day(day, today=timezone.localdate(now()))
