"""Looking which records a condition holds for, and for how long."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from tongxin.base.filters import BadFilter
from tongxin.collab.automations.actions.failing import tell_owner
from tongxin.collab.automations.definition import Definition, read
from tongxin.collab.automations.models import Holding, Rule, Run
from tongxin.collab.automations.queries.fitting import rows_fitting
from tongxin.collab.jobs.actions import enqueue

AT_ONCE = 2_000


def check_holdings(*, at: datetime) -> int:
    """Note what began or ceased to hold, and let rules act on what has held long enough. Answers on how many records."""
    numbers = list(Rule.objects.acting().filter(occasion="").order_by("pk").values_list("pk", flat=True))
    return sum(_check(number, at) for number in numbers)


@transaction.atomic
def _check(number: int, at: datetime) -> int:
    rules = Rule.objects.acting().filter(pk=number, occasion="").select_related("acts_as", "live")
    rule = rules.select_for_update(of=("self",)).first()
    if rule is None or rule.live is None:
        return 0
    said = read(rule.live.definition)
    try:
        with translation.override(rule.acts_as.language):
            _note(rule, said, at)
    except BadFilter:
        tell_owner(rule)
        return 0
    return _let_act(rule, said, at)


def _note(rule: Rule, said: Definition, at: datetime) -> None:
    """What no longer holds is forgotten, so that it counts anew when it comes back."""
    rows = rows_fitting(rule.acts_as, rule.kind, said.filter, at)
    known = Holding.objects.filter(rule=rule)
    known.exclude(subject_id__in=rows.order_by().values("pk")).delete()
    new = rows.exclude(pk__in=known.values("subject_id")).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    Holding.objects.bulk_create(
        (Holding(rule=rule, subject_id=number, since=at) for number in new), batch_size=500, ignore_conflicts=True
    )


def _let_act(rule: Rule, said: Definition, at: datetime) -> int:
    due = Holding.objects.filter(rule=rule, acted_at=None, since__lte=at - timedelta(hours=said.hold_hours))
    found = list(due.order_by("since", "pk")[:AT_ONCE])
    assert rule.live is not None
    Run.objects.bulk_create(
        (Run(rule=rule, version=rule.live, subject_kind=rule.kind, subject_id=one.subject_id, at=at) for one in found),
        batch_size=500,
    )
    Holding.objects.filter(pk__in=[one.pk for one in found]).update(acted_at=at)
    if found:
        enqueue(name="automations.run", arguments={"rule": rule.pk})
    return len(found)
