"""The room's own work."""

from datetime import timedelta

from tongxin.base.clock import now
from tongxin.base.work import work
from tongxin.collab.jobs.actions import sweep_answers, sweep_jobs


@work(name="jobs.sweep", every=timedelta(hours=6))
def sweep() -> dict[str, int]:
    """Forget what need not be kept."""
    return {"jobs": sweep_jobs(now=now()), "answers": sweep_answers(now=now())}
