"""`/approvals`: what people ask each other to agree to."""

from ninja import Query, Router

from tongxin.collab.approvals.actions import SeenOld
from tongxin.collab.approvals.models import Approval
from tongxin.interfaces.rest.actions.approvals import ask, decide
from tongxin.interfaces.rest.forms import answers
from tongxin.interfaces.rest.forms import answers_of_approvals as told
from tongxin.interfaces.rest.forms.approvals import ApprovalsAsked, Decision, NewApproval, plain_facts
from tongxin.interfaces.rest.policies import ApiRequest
from tongxin.interfaces.rest.queries.approvals import list_approvals, one_approval, seen_approval, seen_subject
from tongxin.interfaces.rest.queries.values import Json
from tongxin.interfaces.rest.views.answering import reading, stated_version, writing
from tongxin.interfaces.rest.views.declaring import makes, reads, reads_one
from tongxin.interfaces.rest.views.refusals import Stale

router = Router(tags=["approvals"])


@router.get("", response=reads(answers.Page[told.ApprovalLine]), url_name="approvals")
@reading
def all_approvals(request: ApiRequest, asked: Query[ApprovalsAsked]) -> Json:
    """Approvals that the token's person may see, the newest first."""
    return list_approvals(request.auth.person, asked.question())


@router.post("", response=makes(told.Approval))
@writing(201, is_new=True)
def new_approval(request: ApiRequest, data: NewApproval) -> Json:
    """Ask for something; with `initiator` on a colleague's behalf."""
    person = request.auth.person
    made = ask(
        by=person,
        flow=data.flow,
        title=data.title,
        facts=plain_facts(data.facts),
        subject=seen_subject(person, data.subject),
        initiator=data.initiator,
    )
    return one_approval(person, made.pk)


@router.get("/{int:approval_id}", response=reads_one(told.Approval), url_name="approval")
@reading
def approval(request: ApiRequest, approval_id: int) -> Json:
    """One approval with its steps so far."""
    return one_approval(request.auth.person, approval_id)


@router.post("/{int:approval_id}/decisions", response=makes(told.Decided))
@writing(201)
def decisions(request: ApiRequest, approval_id: int, data: Decision) -> Json:
    """Do a deed on it. `If-Match` says which version of the facts was looked at."""
    person = request.auth.person
    try:
        decided = decide(
            by=person,
            approval=seen_approval(person, approval_id),
            deed=data.deed,
            reason=data.reason,
            people=data.people(),
            step=data.to if isinstance(data.to, str) else "",
            values=plain_facts(data.values),
            task=data.task,
            straight=data.straight,
            seen=stated_version(request),
        )
    except SeenOld as error:
        raise Stale(dict(one_approval(person, approval_id)), " ".join(error.messages)) from error
    return _shown(decided)


def _shown(decided: Approval) -> Json:
    """It may be out of the person's sight by now."""
    return {"id": decided.pk, "state": decided.status, "version": decided.facts_version}
