"""The verbs about jobs, and doing things once."""

from tongxin.collab.jobs.actions.doing_once import Answer, KeyReused, StillRunning, do_once, sweep_answers
from tongxin.collab.jobs.actions.lease import (
    Cancelled,
    LeaseLost,
    claim_next,
    fail,
    finish,
    give_back,
    heartbeat,
    pause_after,
    take_over_expired,
)
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.jobs.actions.periodic import enqueue_due, occurrence_at, sweep_jobs
from tongxin.collab.jobs.actions.queue import JobEnded, NotYourJob, cancel, enqueue
from tongxin.collab.jobs.actions.running import JobHandle, Stopped, run_job, work_off
from tongxin.collab.jobs.actions.worker import Worker, start_workers

__all__ = [
    "Answer",
    "Cancelled",
    "JobEnded",
    "JobHandle",
    "KeyReused",
    "LeaseLost",
    "NotYourJob",
    "StillRunning",
    "Stopped",
    "Worker",
    "cancel",
    "claim_next",
    "do_once",
    "enqueue",
    "enqueue_due",
    "fail",
    "finish",
    "give_back",
    "heartbeat",
    "occurrence_at",
    "once",
    "pause_after",
    "run_job",
    "start_workers",
    "sweep_answers",
    "sweep_jobs",
    "take_over_expired",
    "work_off",
]
