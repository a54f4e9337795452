"""Watching a job, and stopping it."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tongxin.base.clock import now
from tongxin.base.web.doors import door, signed_in
from tongxin.collab.jobs.actions import JobEnded, cancel
from tongxin.collab.jobs.models import Job
from tongxin.collab.jobs.policies import can_cancel_job
from tongxin.collab.jobs.queries import pace_of
from tongxin.collab.people.models import Person


def _visible_job(request: HttpRequest, job_id: int) -> Job:
    job = Job.objects.visible_to(request.user).filter(pk=job_id).first()
    if job is None:
        raise Http404
    return job


def _progress(request: HttpRequest, job: Job) -> HttpResponse:
    template = "jobs/progress.html#piece" if request.headers.get("HX-Request") else "jobs/progress.html"
    is_stoppable = job.is_active and not job.is_being_cancelled
    can_cancel = is_stoppable and can_cancel_job(cast(Person, request.user), job=job)
    context = {"job": job, "pace": pace_of(job, now=now()), "can_cancel": can_cancel}
    response = render(request, template, context)
    if not job.is_active:
        response["HX-Trigger"] = "job-ended"
    return response


@door(signed_in)
def job_progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far it is; the piece asks again each second until it ends, then says `job-ended`."""
    return _progress(request, _visible_job(request, job_id))


@door(signed_in, methods=("POST",))
def job_cancellation(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask it to stop, and show what became of it."""
    job = _visible_job(request, job_id)
    try:
        job = cancel(by=cast(Person, request.user), job=job)
    except JobEnded:
        job.refresh_from_db()  # it was over before the button was pressed: the piece says so
    return _progress(request, job)
