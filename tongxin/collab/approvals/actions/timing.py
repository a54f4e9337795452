"""Timers go off: once each, never early, on however many workers."""

from datetime import datetime, timedelta

from django.db import transaction

from tongxin.collab.approvals.actions.sitting import Sitting
from tongxin.collab.approvals.models import Approval, Timer
from tongxin.collab.approvals.queries.finding import superiors
from tongxin.collab.approvals.rules.course import born_by
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.org.queries import main_unit_of
from tongxin.collab.people.models import Person

# A timer that was not met by its own job (a clock set back, a job given up) is met by the sweep.
_FORGOTTEN = timedelta(minutes=1)


@transaction.atomic
def fire_timers(*, approval: int, now: datetime) -> int:
    """Write down what is due for one approval. Answers how many timers went off.

    The approval is locked first, so a decision of the same second either comes before and calls the timer off, or after it.
    """
    sitting = Sitting(Approval(pk=approval))
    fired = 0
    for timer in Timer.objects.filter(approval=approval).due(now):
        if Timer.objects.waiting().filter(pk=timer.pk).update(fired_at=now):
            _fire(sitting, timer)
            fired += 1
    if fired:
        sitting.close()
    else:
        _ask_again(approval)
    return fired


def _fire(sitting: Sitting, timer: Timer) -> None:
    state = sitting.course.state
    if timer.mark == Timer.Mark.RESUME:
        if state.status == "suspended":
            sitting.write("resumed")
    elif timer.mark == Timer.Mark.WAKE:
        if timer.number in state.runs:
            sitting.write("woke", run=timer.number, cause=born_by(timer.number))
    elif (task := state.tasks.get(timer.number)) is not None and task.is_open:
        person = Person.objects.get(pk=task.person)
        above = [] if timer.mark == Timer.Mark.REMIND else superiors(person.pk, main_unit_of(person))[:1]
        sitting.write("time_came", task=timer.number, mark=str(timer.mark), above=above)


def _ask_again(approval: int) -> None:
    """The clock was set back, or the timer moved: look once more when the next one is due."""
    following = Timer.objects.filter(approval=approval).waiting().order_by("at").values_list("at", flat=True).first()
    if following is not None:
        enqueue(
            name="approvals.time",
            arguments={"approval": approval},
            run_after=following,
            unique_key=f"{approval}:{following.isoformat()}",
        )


def sweep_timers(*, now: datetime, most: int = 500) -> int:
    """Have timers looked at whose own job did not come. Answers for how many approvals."""
    late = Timer.objects.due(now - _FORGOTTEN).values_list("approval_id", flat=True)[:most]
    found = list(dict.fromkeys(late))
    for number in found:
        enqueue(name="approvals.time", arguments={"approval": number}, unique_key=f"{number}:swept")
    return len(found)
