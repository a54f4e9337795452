"""Numbers by the firm's own pattern."""

from datetime import date

from django.db import transaction
from django.db.models import F

from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.collab.access.actions import NotAdministrator
from tongxin.collab.access.policies import can_administer
from tongxin.collab.fields.actions.numbering import check_pattern, period_of, written
from tongxin.collab.people.models import Person
from tongxin.frontoffice.orders.events import NumberRuleSet
from tongxin.frontoffice.orders.models import NumberRule, NumberSeries

FIRST = {"order": "SO-{yyyy}-{0001}", "contract": "HT-{yyyy}-{0001}"}


def rule_of(kind: str) -> NumberRule:
    """How documents of this kind are numbered."""
    rule, _new = NumberRule.objects.get_or_create(kind=kind, defaults={"pattern": FIRST[kind]})
    return rule


def next_number(kind: str, day: date) -> str:
    """The next number, taken in the caller's transaction: who is second waits, who fails takes none, and none is given twice."""
    rule = rule_of(kind)
    series, _new = NumberSeries.objects.get_or_create(rule=rule, period=period_of(rule.pattern, day))
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    last = NumberSeries.objects.values_list("last", flat=True).get(pk=series.pk)
    return written(rule.pattern, last, day)


@transaction.atomic
def set_pattern(*, by: Person, kind: str, pattern: str) -> NumberRule:
    """Number documents of this kind so from now on; numbers that were given stay. Raises NotAdministrator, ValidationError."""
    if not can_administer(by):
        raise NotAdministrator
    rule = rule_of(kind)
    rule.pattern = check_pattern(pattern)
    rule.save(update_fields=["pattern"])
    tell(NumberRuleSet(pattern=rule.pattern), by=by, on=Subject("company", 1))
    return rule
