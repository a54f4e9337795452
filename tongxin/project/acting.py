"""What commands need to act in somebody's name, and to wait for work whether or not a server does it."""

import threading
import time
from typing import TYPE_CHECKING, Final

from tongxin.project.cli import CommandFailed

if TYPE_CHECKING:
    from tongxin.collab.jobs.models import Job
    from tongxin.collab.people.models import Person

# Somebody sits at the terminal: the job goes before what waits already.
SOONER: Final = 10
_PAUSE: Final = 0.1


def acting_person(email: str) -> "Person":
    """Who signs in with this address; without one the first administrator. Raises CommandFailed."""
    from tongxin.collab.access.models import Assignment
    from tongxin.collab.people.models import Person

    people = Person.objects.active().order_by("id")
    if email:
        person = people.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandFailed(f"nobody signs in as {email}")
        return person
    administrators = Assignment.objects.filter(role__is_administrator=True).values("person")
    person = people.filter(pk__in=administrators).first()
    if person is None:
        raise CommandFailed("nobody can sign in yet; run `tongxin setup` first")
    return person


def wait_for(job: "Job") -> "Job":
    """Until the job has ended. This process works on what waits as well, so that no server need run."""
    from tongxin.base.clock import now
    from tongxin.collab.jobs.actions import Worker

    worker = Worker(number=0, stopping=threading.Event())
    while True:
        job.refresh_from_db()
        if not job.is_active:
            return job
        if not worker.turn(now()):
            time.sleep(_PAUSE)
