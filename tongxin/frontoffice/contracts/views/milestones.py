"""Milestones of a contract, on its page."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tongxin.base.web.doors import door, signed_in
from tongxin.base.web.records import do, said
from tongxin.collab.jobs.actions.once_views import once
from tongxin.collab.people.policies import me
from tongxin.frontoffice.contracts.actions import drop_milestone, plan_milestone, reach_milestone
from tongxin.frontoffice.contracts.views.answering import mine
from tongxin.frontoffice.contracts.views.contracts import page_of

_HERE = "#milestones"


@door(signed_in, methods=("POST",))
@once
def contract_milestones(request: HttpRequest, contract_id: int) -> HttpResponse:
    """One more."""
    one = mine(request, contract_id)
    typed = request.POST
    try:
        day = parse_date(typed.get("due_on", ""))
        plan_milestone(
            by=me(request), contract=one, name=typed.get("name", ""), due_on=day, worth=typed.get("worth", "")
        )
    except ValidationError as error:
        return page_of(request, one, refusal=" ".join(error.messages), milestone=typed)
    except ValueError:
        return page_of(request, one, refusal=_("There is no such day."), milestone=typed)
    return said(request, _("Saved"), f"{one.get_absolute_url()}{_HERE}")


@door(signed_in, methods=("POST",))
def contract_milestone(request: HttpRequest, contract_id: int, milestone_id: int) -> HttpResponse:
    """Done, open again, or out with it."""
    one = mine(request, contract_id)
    found = one.milestones.filter(pk=milestone_id).first() if milestone_id < 2**63 else None
    if found is None:
        raise Http404
    if request.POST.get("remove"):
        return do(
            request, one, lambda: drop_milestone(by=me(request), contract=one, milestone=found), _("Removed"), _HERE
        )
    is_done = request.POST.get("done") != "no"
    deed = lambda: reach_milestone(by=me(request), contract=one, milestone=found, is_done=is_done)  # noqa: E731  # one line
    return do(request, one, deed, _("Saved"), _HERE)
