"""What happened to jobs that people care about."""

from typing import ClassVar

from tongxin.base.events import Event


class JobCancelled(Event):
    """Somebody asked a job to stop."""

    name: ClassVar[str] = "job.cancelled"
    work: str


class JobFailed(Event):
    """A job was given up after its last try."""

    name: ClassVar[str] = "job.failed"
    work: str
    reason: str
