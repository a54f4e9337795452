"""The room's own work."""

from collections.abc import Sequence
from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import Handle, work
from tongxin.collab.approvals.actions import fire_timers, note_part_ended, replace_leaver, run_errands, sweep_timers


@work(name="approvals.errands", retries=10)
def errands(approval: int, entries: Sequence[int], job: Handle, skip: int = 0) -> int:
    """Notices, acts, other flows."""
    return run_errands(approval=approval, entries=entries, job=job, skip=skip)


@work(name="approvals.leaver", retries=10)
def leaver(person: int) -> int:
    """What somebody who left had in hand goes to the superior."""
    return replace_leaver(leaver=person)


@work(name="approvals.part_ended", retries=10)
def part_ended(approval: int) -> None:
    """A flow that waits for another one goes on."""
    note_part_ended(approval=approval)


@work(name="approvals.time", retries=10)
def time(approval: int) -> int:
    """Reminders, deadlines, waiting that is over."""
    return fire_timers(approval=approval, now=now())


@work(name="approvals.sweep", every=timedelta(minutes=5))
def sweep() -> int:
    """Nothing that is due stays asleep."""
    return sweep_timers(now=now())
