"""May this person?"""

from tongxin.collab.access.policies import can_administer
from tongxin.collab.jobs.models import Job
from tongxin.collab.people.models import Person


def can_cancel_job(person: Person, *, job: Job) -> bool:
    """Whoever asked for it may stop it, and administrators may stop any."""
    return can_administer(person) or (person.is_active and job.created_by_id == person.pk)
