"""When that happened there, we do this here."""

from django.utils import translation

from tongxin.base.events import Telling, react_to
from tongxin.collab.approvals.actions import give_up_errands, make_first_flows
from tongxin.collab.approvals.queries.first_flows import first_flows
from tongxin.collab.jobs.actions import enqueue
from tongxin.collab.jobs.events import JobFailed
from tongxin.collab.jobs.models import Job
from tongxin.collab.org.events import CompanySetUp
from tongxin.collab.org.queries import the_company
from tongxin.collab.people.events import PersonDeactivated


def when_company_set_up(telling: Telling) -> None:
    """A firm begins with a few flows in its language."""
    company = the_company()
    with translation.override(company.language if company else None):
        make_first_flows(flows=first_flows())


def when_person_deactivated(telling: Telling) -> None:
    """Nothing waits for somebody who is gone."""
    enqueue(name="approvals.leaver", arguments={"person": telling.on.id})


def when_job_failed(telling: Telling) -> None:
    """What could not be done after all tries stands in sight."""
    job = Job.objects.get(pk=telling.on.id)
    if job.name == "approvals.errands":
        done = max(job.progress_done, job.arguments.get("skip", 0))
        give_up_errands(approval=job.arguments["approval"], entries=job.arguments["entries"], done=done)


def react() -> None:
    """What this room listens to."""
    react_to(CompanySetUp, when_company_set_up)
    react_to(PersonDeactivated, when_person_deactivated)
    react_to(JobFailed, when_job_failed)
