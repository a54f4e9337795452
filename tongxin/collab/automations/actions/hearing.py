"""Noting that something happened for which a rule waits: in the transaction of the cause, and nothing more than a note."""

from collections.abc import Sequence

from django.db.models import QuerySet

from tongxin.base.database.prepared import prepared
from tongxin.base.events import Telling
from tongxin.base.registries.automations import occasions, occasions_of
from tongxin.collab.automations.actions.within import depth_now
from tongxin.collab.automations.definition import read
from tongxin.collab.automations.models import Rule, Run
from tongxin.collab.automations.queries.preview import is_meant
from tongxin.collab.jobs.actions import enqueue

MOST_DEEP = 3


def hear(tellings: Sequence[Telling]) -> None:
    """Write down which rules have to look at which records. Costs one question for each kind of event for which rules can wait."""
    names = {name: occasions_of(name) for name in {telling.event.name for telling in tellings}}
    wanted = {occasion for found in names.values() for occasion in found}
    if not wanted:
        return
    numbers = [number for number, occasion in _acting() if occasion in wanted]
    if not numbers:
        return
    rules = list(Rule.objects.filter(pk__in=numbers).select_related("live"))
    runs = [
        run
        for telling in tellings
        for rule in rules
        if rule.occasion in names[telling.event.name] and (run := _run_of(rule, telling)) is not None
    ]
    Run.objects.bulk_create(runs, batch_size=500)
    for rule in sorted({run.rule_id for run in runs if run.state == Run.State.WAITING}):
        enqueue(name="automations.run", arguments={"rule": rule})


@prepared
def _acting() -> QuerySet[Rule, tuple[int, str]]:
    return Rule.objects.acting().exclude(occasion="").values_list("pk", "occasion")


def _run_of(rule: Rule, telling: Telling) -> Run | None:
    occasion, live = occasions.get(rule.occasion), rule.live
    number = telling.customer_id if occasion.of_customer else telling.on.id
    if live is None or number is None or (not occasion.of_customer and telling.on.kind != occasion.kind):
        return None
    if not is_meant(read(live.definition), telling.event.particulars(), telling.batch):
        return None
    run = Run(
        rule=rule,
        version=live,
        subject_kind=occasion.kind,
        subject_id=number,
        customer_id=telling.customer_id,
        caused_by_id=telling.by_id,
        at=telling.at,
        depth=depth_now(),
    )
    if run.depth > MOST_DEEP:
        run.state, run.reason, run.ended_at = Run.State.STOPPED, Run.Reason.LOOP, telling.at
    return run
