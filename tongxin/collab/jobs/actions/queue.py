"""Asking for work, and asking it to stop."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongxin.base import clock
from tongxin.base.events import tell
from tongxin.base.subjects import Subject
from tongxin.base.work import work_named
from tongxin.collab.jobs.actions.bell import bell
from tongxin.collab.jobs.events import JobCancelled
from tongxin.collab.jobs.models import Job
from tongxin.collab.jobs.policies import can_cancel_job
from tongxin.collab.people.models import Person


class NotYourJob(PermissionDenied):
    """Only who asked for it, or an administrator, stops a job."""


class JobEnded(ValidationError):
    """What is over can't be stopped."""


@transaction.atomic
def enqueue(
    *,
    name: str,
    arguments: Mapping[str, Any],  # Any: JSON values
    by: Person | None = None,
    run_after: datetime | None = None,
    unique_key: str = "",
    priority: int = 0,
) -> Job:
    """Ask for work, to begin when the caller's transaction is committed and `run_after` has come; higher `priority` first.

    With a `unique_key` there is one waiting or running job of that name and key, and it is answered: a waiting one can't
    begin before the caller's transaction ends and so sees its changes; one that runs may have passed the place already.
    Raises UnknownWork.
    """
    work = work_named(name)
    at = clock.now()
    job = Job(
        name=name,
        arguments=dict(arguments),
        created_by=by,
        created_at=at,
        run_after=run_after or at,
        unique_key=unique_key,
        priority=priority,
        max_attempts=work.retries + 1,
    )
    transaction.on_commit(bell.ring)
    if not unique_key:
        job.save(force_insert=True)
        return job
    while True:
        known = _active(name, unique_key)
        if known is not None:
            return known
        Job.objects.bulk_create([job], ignore_conflicts=True)


def _active(name: str, unique_key: str) -> Job | None:
    jobs = Job.objects.filter(name=name, unique_key=unique_key)
    waiting = jobs.filter(state=Job.State.WAITING).select_for_update().first()
    return waiting or jobs.filter(state=Job.State.RUNNING).first()


@transaction.atomic
def cancel(*, by: Person, job: Job) -> Job:
    """Stop a job: at once while it waits, else as soon as its work next says how far it is. Raises NotYourJob, JobEnded."""
    if not can_cancel_job(by, job=job):
        raise NotYourJob(_("Only who asked for it, or an administrator, may stop it."))
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not job.is_active:
        raise JobEnded(_("It has ended already."))
    if job.is_being_cancelled:
        return job
    job.cancel_asked_at = clock.now()
    if job.state == Job.State.WAITING:
        job.state, job.finished_at = Job.State.CANCELLED, job.cancel_asked_at
    job.save(update_fields=["cancel_asked_at", "state", "finished_at"])
    tell(JobCancelled(work=job.name), by=by, on=Subject("job", job.pk))
    return job
