"""Forgetting what nobody needs to know any more, and taking up what was left lying."""

from datetime import datetime, timedelta

from tongxin.base.database.secret import Secret
from tongxin.collab.automations.models import Hook, Run
from tongxin.collab.jobs.actions import enqueue

KEPT = timedelta(days=90)
KEPT_UNFIT = timedelta(days=30)
_LYING = timedelta(minutes=5)
_AT_ONCE = 5_000


def sweep_log(*, at: datetime) -> int:
    """Runs stay 90 days, those that did not fit 30; secrets that were replaced go when they no longer sign. Answers how many runs went."""
    Hook.objects.filter(former_until__lte=at).update(former_secret=Secret(), former_until=None)
    lying = Run.objects.waiting().filter(at__lt=at - _LYING).order_by().values_list("rule", flat=True).distinct()
    for rule in lying:
        enqueue(name="automations.run", arguments={"rule": rule}, unique_key=f"{rule}:swept")
    old = Run.objects.ended_before(at - KEPT) | Run.objects.ended_before(at - KEPT_UNFIT).filter(state=Run.State.UNFIT)
    numbers = list(old.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    Run.objects.filter(pk__in=numbers).delete()
    return len(numbers)
